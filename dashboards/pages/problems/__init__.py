"""问题整改: problems of the years, and which of them come back."""
