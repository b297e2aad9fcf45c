"""述职评议 packs: a year is frozen, one model of facts is gathered a unit, and three files are written from it."""
