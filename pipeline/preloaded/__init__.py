"""Commands in forks of a process that has loaded the program already; on Linux, elsewhere they are started afresh."""
