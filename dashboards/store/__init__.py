"""What people enter on pages and what they took away: the application's own small store, never the warehouse."""
