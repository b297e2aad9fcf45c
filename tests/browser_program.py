"""The browser that tests drive."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Whichever is there first. Debian's shell has no window and draws a page for half of what the others take."""
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
