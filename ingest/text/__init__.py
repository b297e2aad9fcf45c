"""Chinese text as it is typed: one spelling for comparing words, and for comparing headers."""
