"""Headers that claim who is asking: no page believes them, and none gets to see them."""

from __future__ import annotations

import re

from starlette.types import Scope

_CLAIMS = re.compile(
    rb"(x[-_].*(user|email|account|login|identity|role|groups?|principal).*|remote[-_]user|x[-_]dangjian[-_].*"
    rb"|x[-_]auth[-_].*|authorization|proxy-authorization)",
    re.IGNORECASE,
)


def without_claims(scope: Scope) -> Scope:
    """Return a request without the headers by which proxies say who a person is; anybody could send them."""
    return {**scope, "headers": [pair for pair in scope["headers"] if not _CLAIMS.fullmatch(pair[0])]}
