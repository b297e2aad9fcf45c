"""Sets a Typst layout as PDF/A-2u with the shipped fonts alone, and no clock but the one it is given."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from dashboards.shared.fonts import font_files, without_glyph
from ingest.errors import UserError

GAP = "〓"
"""What printers have always set where a character is not in the case."""
_kept = threading.local()


def typeset(layout: Path, data: Mapping[str, Any], files: Mapping[str, bytes], made_at: dt.datetime) -> bytes:
    """Return `layout` filled with `data` (data.json) and `files` as PDF/A-2u dated `made_at`."""
    with tempfile.TemporaryDirectory(prefix="pack") as folder:
        root = Path(folder)
        shutil.copyfile(layout, root / "main.typ")
        (root / "data.json").write_text(_drawn(json.dumps(data, ensure_ascii=False)), encoding="utf-8")
        for name, content in files.items():
            (root / name).write_bytes(content)
        try:
            made = typst.compile(
                root / "main.typ",
                root=root,
                font_paths=_fonts(),
                format="pdf",
                pdf_standards="a-2u",
                timestamp=made_at,
            )
        except typst.TypstError as error:
            raise UserError(f"PDF 没有排成：{error.message}。请把这句话和数据版本告诉管理员。") from error
    assert isinstance(made, bytes)
    return made


def _drawn(text: str) -> str:
    """Put 〓 in the place of what the fonts cannot draw: a sealed file with a gap in a name would be worse."""
    for letter in without_glyph(text):
        text = text.replace(letter, GAP)
    return text


def _fonts() -> typst.Fonts:
    """Return the shipped fonts, read once a thread; never a system font, so every machine sets the same page."""
    files = font_files()
    found = getattr(_kept, "fonts", None)
    if not isinstance(found, typst.Fonts):
        folders = sorted({str(file.parent) for file in files.values()})
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
        absent = set(files) - set(found.families())
        if absent:
            raise UserError(
                f"中文字体 {'、'.join(sorted(absent))} 打不开，不能生成 PDF。请重新安装字体包 pylopdf-fonts-zh-cn。"
            )
        _kept.fonts = found
    return found
