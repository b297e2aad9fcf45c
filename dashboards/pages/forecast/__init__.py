"""进度预测: who will miss the standard of an open year at the present pace."""
