"""Somebody who is logged in, as pages show them and write them down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Login name, name, and how many roles they may choose from."""

    login: str
    name: str
    roles: int
