"""The sealed file of a pack: PDF/A-2u with the shipped fonts, a watermark, the code, and no clock but the snapshot's.

The same snapshot gives the same bytes, so a file can be known again by its hash.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from dashboards.review_packs.docx import in_words
from dashboards.review_packs.facts import Facts
from dashboards.review_packs.picture import Picture
from dashboards.review_packs.template import TABLES
from dashboards.shared.fonts import font_files, without_glyph
from ingest.errors import UserError

_LAYOUT = Path(__file__).with_name("pack.typ")
GAP = "〓"
"""What printers have always set where a character is not in the case."""
_kept = threading.local()


def pdf_bytes(facts: Facts, pictures: Sequence[Picture]) -> bytes:
    """Return the sealed file. Raises UserError when the fonts are missing or the layout cannot be set."""
    data: dict[str, Any] = in_words(facts)
    data |= {
        "冻结人": facts.frozen_by,
        "水印": f"{facts.unit_name}　{facts.frozen_by}　{facts.frozen_at[:10]}　{facts.code}",
        "数据说明": _with_gaps(data),
        "图示": [
            {"说明": one.sentence, "文件": f"{number}.png", "替代文字": one.alt, "宽": min(100.0, 130.0 / one.ratio)}
            for number, one in enumerate(pictures, 1)
        ],
        "表": [
            {"key": key, "heading": heading, "empty": empty, "columns": columns}
            for key, (heading, empty, columns) in TABLES.items()
        ],
    }
    files = {f"{number}.png": one.png for number, one in enumerate(pictures, 1)}
    return typeset(_LAYOUT, data, files, dt.datetime.fromisoformat(facts.frozen_at))


def _with_gaps(data: Mapping[str, Any]) -> list[str]:
    """Return the notes, with one more when a character of the pack cannot be drawn."""
    gone = without_glyph(json.dumps(data, ensure_ascii=False))
    notes = list(data["数据说明"])
    return [*notes, f"有 {len(gone)} 个生僻字本文件的字体里没有，以{GAP}代替，见 Word 文件。"] if gone else notes


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
