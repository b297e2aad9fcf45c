"""述职评议 and 验真: freeze a year, make the packs, verify one."""
