"""What a cell says: clerks' workbooks are recognised, read, tidied, resolved, landed or returned."""
