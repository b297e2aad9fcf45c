"""What must hold before a row lands: one suite a ledger, and the sentence that the clerk reads."""
