"""How files are read that the program does not read by itself: layouts (版式) of tables, mappings of answered forms."""
