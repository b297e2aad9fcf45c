"""What everything above it may use: who is looking, labels, formats, tables; it draws nothing and asks nothing."""
