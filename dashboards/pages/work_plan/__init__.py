"""年度要点: the tasks of the year's plan."""
