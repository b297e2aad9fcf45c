"""自己的工作簿: a workbook with a pivot over the viewer's numbers; filling it anew replaces its data alone."""
