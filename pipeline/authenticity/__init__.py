"""材料真实性: what in the ledgers reads as copied, made up or written afterwards; to be looked at only (需核实)."""
