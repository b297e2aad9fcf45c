"""述职评议 packs: a year is frozen, one model of facts is gathered a unit, and five files are written from it."""
