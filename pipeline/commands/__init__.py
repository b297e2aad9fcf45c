"""The commands of `dangjian` that are more than a line."""
