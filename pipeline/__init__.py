"""The order in which the stages run, and the command line."""
