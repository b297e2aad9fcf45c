"""Backups of a home: made while others work, encrypted, checked once they stand, and restored to a new home only."""
