"""What the files and folders of packs are called: after the unit, and never the same for two of them."""

from __future__ import annotations

from dashboards.shared.file_names import safe_name

_MOST_BYTES = 120


def file_name(unit_name: str, rest: str) -> str:
    """Return `unit_name` and `rest` as one file name; a long name is cut, never `rest` with its code and ending."""
    name = _one_place(unit_name)
    while name and len(f"{name}{rest}".encode()) > _MOST_BYTES:
        name = name[:-1]
    return safe_name(name + rest)


def folder_name(unit_name: str) -> str:
    """Return the name as a folder's."""
    return safe_name(_one_place(unit_name))


def _one_place(name: str) -> str:
    return name.replace("/", "_").replace("\\", "_")
