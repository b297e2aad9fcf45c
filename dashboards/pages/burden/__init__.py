"""减负对照: what may be asked of schools and branches, and what is."""
