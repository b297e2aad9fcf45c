"""The licences of what a bundle carries: the texts that the wheels bring, and a list of all of them."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath

_WORDS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
_PLACE = ".dist-info/licenses/"
"""Where a wheel keeps the texts, whatever they are called."""
LIST = "licences.csv"


def write_licences(wheels: Path, out: Path) -> list[str]:
    """Write below `out` a folder a package with its licence texts, and `licences.csv`, a line a package.

    Returns the packages whose wheels bring no text: of those the list says only what they state of themselves.
    """
    out.mkdir(parents=True, exist_ok=True)
    found = [_of_wheel(path, out) for path in sorted(wheels.glob("*.whl"))]
    with (out / LIST).open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("package", "version", "licence", "texts"))
        lines.writerows(found)
    return [package for package, _, _, texts in found if not texts]


def _of_wheel(path: Path, out: Path) -> tuple[str, str, str, int]:
    with zipfile.ZipFile(path) as wheel:
        described = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        about = HeaderParser().parsestr(wheel.read(described).decode("utf-8"))
        place = out / f"{about['Name']}-{about['Version']}"
        texts = list(_texts(wheel))
        for name in texts:
            place.mkdir(exist_ok=True)
            (place / name.replace("/", "_")).write_bytes(wheel.read(name))
    classified = [one.rpartition(" :: ")[2] for one in about.get_all("Classifier", ()) if one.startswith("License ::")]
    stated = about["License-Expression"] or " / ".join(classified) or (about["License"] or "").strip().split("\n")[0]
    return about["Name"], about["Version"], stated, len(texts)


def _texts(wheel: zipfile.ZipFile) -> Iterator[str]:
    for name in wheel.namelist():
        last = PurePosixPath(name)
        is_named = any(word in last.name.upper() for word in _WORDS) and last.suffix not in (".py", ".pyc", ".pyi")
        if not name.endswith("/") and (is_named or _PLACE in name):
            yield name
