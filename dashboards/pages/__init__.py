"""One short file a page: it reads like the page."""
