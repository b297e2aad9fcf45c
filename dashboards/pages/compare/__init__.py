"""学校对比: one indicator over units, through time, and against peers."""
