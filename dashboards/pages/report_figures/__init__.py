"""工作数据: the figures and sentences of a work report."""
