"""The licences of a bundle: texts where the wheel keeps them, and a line for every package."""

from __future__ import annotations

import csv
from pathlib import Path

from pipeline.bundle.licences import LIST, write_licences
from tests.pipeline.bundle.wheel import write_wheel


def test_every_wheel_has_a_line_and_its_texts_lie_beside(tmp_path: Path) -> None:
    """One keeps them as PEP 639 says, one beside its code, one brings none, and that is said."""
    wheels, out = tmp_path / "wheels", tmp_path / "许可证"
    wheels.mkdir()
    write_wheel(wheels, "named", licence="MIT", files={"named-1.0.dist-info/licenses/BSD-3-Clause.txt": "one"})
    write_wheel(wheels, "beside", files={"beside/LICENSE.md": "two", "beside/license.py": "no text"})
    write_wheel(wheels, "bare", licence="LGPL-2.1-only")
    assert write_licences(wheels, out) == ["bare"]
    texts = {
        path.parent.name: path.read_text(encoding="utf-8") for path in out.rglob("*") if path.suffix in (".txt", ".md")
    }
    assert texts == {"named-1.0": "one", "beside-1.0": "two"}
    with (out / LIST).open(encoding="utf-8-sig", newline="") as file:
        lines = [tuple(row.values()) for row in csv.DictReader(file)]
    assert lines == [("bare", "1.0", "LGPL-2.1-only", "0"), ("beside", "1.0", "", "1"), ("named", "1.0", "MIT", "1")]
