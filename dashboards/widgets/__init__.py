"""Pieces of a page that at least two pages use."""
