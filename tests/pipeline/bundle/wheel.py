"""Wheels of packages that nobody has, as small as they can be."""

from __future__ import annotations

import zipfile
from pathlib import Path


def write_wheel(
    folder: Path, name: str, tag: str = "py3-none-any", licence: str = "", files: dict[str, str] | None = None
) -> Path:
    """Write version 1.0 of `name` into `folder`; `files` lie in it besides its metadata."""
    path, about = folder / f"{name}-1.0-{tag}.whl", f"{name}-1.0.dist-info"
    said = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n" + (
        f"License-Expression: {licence}\n" if licence else ""
    )
    held = {
        f"{about}/METADATA": said,
        f"{about}/WHEEL": f"Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{about}/RECORD": "",
    }
    with zipfile.ZipFile(path, "w") as wheel:
        for place, text in (held | (files or {})).items():
            wheel.writestr(place, text)
    return path
