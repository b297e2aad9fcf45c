"""专题: eight topics, each a family of indicators with charts of its own."""
