"""数据报送 and 数据质量: upload files, see what is missing, what was returned, what is flagged."""
