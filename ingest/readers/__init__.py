"""Files as sheets of text cells: workbooks, text, HTML, OpenDocument, archives."""
