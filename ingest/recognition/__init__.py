"""Which ledger a sheet is, which column is what, and which rows are data."""
