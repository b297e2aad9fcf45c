"""The files that its clerks write: layouts, habits, planted faults."""
