"""标准化建设: the eight items, batches and acceptance."""
