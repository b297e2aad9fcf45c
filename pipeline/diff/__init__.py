"""Compare two builds: which values changed, and the rows that caused it."""
