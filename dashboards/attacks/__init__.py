"""What somebody tries who may not: each attempt on a copy of an invented home, and whether it came to anything."""
