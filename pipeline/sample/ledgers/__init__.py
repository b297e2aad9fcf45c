"""The true rows of every ledger of the invented district."""
