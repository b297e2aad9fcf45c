"""Whether a browser's request comes from a page of this server."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_own_origin(origin: str | None, host: str | None) -> bool:
    """Whether an Origin header, if there is one, names the server that is asked."""
    return origin is None or urlsplit(origin).netloc == host
