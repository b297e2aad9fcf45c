"""热力总表: all units of a level by indicators."""
