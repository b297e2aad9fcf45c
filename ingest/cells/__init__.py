"""What one cell says: dates, numbers, choices."""
