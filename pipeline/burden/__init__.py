"""What is asked of schools and branches (减负对照): columns of ledgers, and what reads each of them."""
