"""What people enter on pages and what they download: the application's own small store, never the warehouse."""
