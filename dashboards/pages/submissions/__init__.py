"""数据报送 and 数据质量: hand in files, see what is missing, what came back, what is flagged."""
