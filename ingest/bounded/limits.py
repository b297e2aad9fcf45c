"""How much one file may cost, in one place. What takes more is refused with a sentence; the rest of the delivery lands.

A workbook of 200,000 rows stays below all of them. A damaged .xls of 35 KB asked for 18.6 GB.
"""

RESIDENT_BYTES = 1024**3
"""Memory of the process that reads a file, with the program itself in it."""

PROCESSOR_SECONDS = 300.0
"""Computing time for one file; not by the clock, which runs on while other programs have the processor."""

CLOCK_SECONDS = 1800.0
"""By the clock, for what waits and does not compute: a network drive that has gone away."""

KEPT_BYTES = 400 * 1024**2
"""A process that holds more than this after a file is done with is ended, so that the next file has the whole limit."""

GRID_CELLS = 16_000_000
"""Cells of a sheet from its first to its last, empty ones too: they cost memory whether they hold anything or not."""

SPARSE_CELLS, SPARSE_SHARE = 4_000_000, 200
"""A sheet of more cells than the first of which not one in so many holds anything is an accident with one far cell."""

UNPACKED_BYTES = 1024**3
"""What the parts of one package, or of one archive inside an archive, may come to."""

UNPACKED_TIMES = 250
"""How many times its size a part may unpack to where it unpacks to more than `RATIO_FROM_BYTES`; sheets come to 30."""

RATIO_FROM_BYTES = 20 * 1024**2
