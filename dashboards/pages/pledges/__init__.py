"""责任书考核: scores of the pledges of responsibility."""
