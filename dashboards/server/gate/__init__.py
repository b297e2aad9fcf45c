"""The one gate in front of everything that the server answers, and its own pages: log-in, account, set-up."""
