"""发展党员: candidates by stage, and overdue steps."""
