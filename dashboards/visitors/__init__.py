"""Visitors that the program makes itself: they open the pages over the websocket as browsers do, and are timed."""
