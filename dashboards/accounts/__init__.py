"""Who may come in, and as whom: accounts, their passwords, what they are granted, and the log-ins that go on."""
