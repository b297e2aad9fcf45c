"""The shipped Chinese fonts (Noto, OFL, from a wheel): what pictures and sealed files are set in on every machine.

No system font is ever used: a machine without Chinese fonts would write pages without text and say nothing.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import UserError

if TYPE_CHECKING:
    import typst

SANS, SERIF = "Noto Sans SC", "Noto Serif SC"


def font_files() -> dict[str, Path]:
    """Return font family -> file. Raises UserError when the font package is missing or incomplete."""
    try:
        import pylopdf_fonts_zh_cn as shipped
    except ImportError as error:
        raise UserError("缺少中文字体包 pylopdf-fonts-zh-cn，不能生成图片和 PDF。请重新安装本程序的依赖。") from error
    files = {SANS: Path(shipped.sans_path()), SERIF: Path(shipped.serif_path())}
    for family, file in files.items():
        if not file.is_file():
            raise UserError(f"中文字体 {family} 的文件不见了（{file}）。请重新安装字体包 pylopdf-fonts-zh-cn。")
    return files


@lru_cache(maxsize=2)
def widths_of(family: str) -> dict[int, float]:
    """Return the letters (code points) that a shipped font has, each with its width in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(font_files()[family], lazy=True) as font:
        em, steps = font["head"].unitsPerEm, font["hmtx"].metrics
        return {letter: steps[glyph][0] / em for letter, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=1)
def _drawable() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(widths_of(family)) for family in font_files()))


def typst_fonts() -> typst.Fonts:
    """Return the shipped fonts as Typst takes them, read once; never a system font, so every machine sets the same."""
    return _for_typst(*font_files().items())


@lru_cache(maxsize=1)
def _for_typst(*shipped: tuple[str, Path]) -> typst.Fonts:
    import typst

    files = dict(shipped)
    folders = sorted({str(file.parent) for file in files.values()})
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    absent = set(files) - set(found.families())
    if absent:
        raise UserError(
            f"中文字体 {'、'.join(sorted(absent))} 打不开，不能生成图片和 PDF。请重新安装字体包 pylopdf-fonts-zh-cn。"
        )
    return found


def without_glyph(text: str) -> set[str]:
    """Return the characters of `text` that the shipped fonts cannot draw (rare characters of names, emoji)."""
    drawable = _drawable()
    return {letter for letter in set(text) if ord(letter) not in drawable and letter not in "\n\r\t"}
