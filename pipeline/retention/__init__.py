"""到期清理: what lies in a home longer than it is needed, and a receipt of what was deleted."""
