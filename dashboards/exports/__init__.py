"""Files that a person takes away from a page: workbooks with native charts, heat maps for print."""
