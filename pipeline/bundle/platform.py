"""The platforms that a bundle can be made for, by the name that is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.errors import UserError

_OLDEST_GLIBC, _NEWEST_GLIBC = 5, 28
"""Of manylinux: what a wheel may ask of a Linux, 2.28 being that of every one still maintained."""


@dataclass(frozen=True)
class Platform:
    """One kind of PC: as uv calls it when it resolves, and the tags of wheels that it can install."""

    name: str
    of_uv: str
    tags: tuple[str, ...]


def _linux(machine: str) -> tuple[str, ...]:
    minor = range(_NEWEST_GLIBC, _OLDEST_GLIBC - 1, -1)
    named = ("manylinux2014", "manylinux2010", "manylinux1", "linux")
    return (*(f"manylinux_2_{one}_{machine}" for one in minor), *(f"{one}_{machine}" for one in named))


PLATFORMS = {
    one.name: one
    for one in (
        Platform("win_amd64", "x86_64-pc-windows-msvc", ("win_amd64",)),
        Platform("linux_x86_64", "x86_64-manylinux_2_28", _linux("x86_64")),
        Platform("linux_aarch64", "aarch64-manylinux_2_28", _linux("aarch64")),
    )
}


def platform_of(name: str) -> Platform:
    """Return a platform by name; UserError names those that there are."""
    if name not in PLATFORMS:
        raise UserError(f"没有“{name}”这个平台；可用的有：{'、'.join(PLATFORMS)}。")
    return PLATFORMS[name]
