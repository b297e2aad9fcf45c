"""`dangjian selfcheck`: the program tries on invented data that nothing is lost, and says how often it tried."""
