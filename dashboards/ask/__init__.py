"""问一句: a question in words or pinyin initials, read by a grammar over the catalogue; no model, no network."""
