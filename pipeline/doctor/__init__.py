"""`dangjian doctor`: what is installed, what is broken or stale in a home, and what can be mended without loss."""
