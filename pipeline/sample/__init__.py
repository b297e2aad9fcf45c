"""The sample district: invented schools, organisations and people, and their ledgers as messy as real ones."""
