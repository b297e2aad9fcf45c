"""换届与期限: terms of office and other days that end."""
