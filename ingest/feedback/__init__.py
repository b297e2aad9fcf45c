"""What goes back to the clerk: receipts, returned workbooks, templates."""
