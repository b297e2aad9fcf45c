"""The one-time code that the console shows while a home has no account: who types it in sits at this machine."""

from __future__ import annotations

import secrets

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_TRIES = 5


class SetUpCode:
    """A code that only who sees the console can know; after five wrong ones it is worth nothing."""

    def __init__(self) -> None:
        self.text = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(2))
        self._left = _TRIES

    def is_right(self, given: str) -> bool:
        """Tell whether it is the code; a wrong one counts."""
        plain = "".join(given.upper().split()).replace("-", "")
        if self._left > 0 and secrets.compare_digest(plain.encode(), self.text.replace("-", "").encode()):
            return True
        self._left -= 1
        return False

    @property
    def is_void(self) -> bool:
        """Whether it was tried too often."""
        return self._left <= 0
