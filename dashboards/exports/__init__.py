"""Files that a page offers for download: workbooks with native charts, heat maps for print."""
