"""指标页: everything about one indicator."""
