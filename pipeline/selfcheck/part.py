"""One part of the self-check: what was tried, and how much of it was lost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """The outcome of one part, in the words of whoever reads the table.

    `tried` counts attempts, `lost` those after which something was missing, wrong or stuck; `remarks` say which.
    """

    name: str
    tried: int
    lost: int
    remarks: tuple[str, ...] = ()
