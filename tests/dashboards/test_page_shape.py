"""What keeps pages readable: short, no SQL, no colours."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dashboards.server.chinese_page import in_chinese
from dashboards.shared.markdown import escaped, unescaped
from dashboards.shared.page_registry import PAGES
from pipeline.settings import PROJECT

DASHBOARDS = PROJECT / "dashboards"
SCRIPTS = [Path(page.path) for page in PAGES.values()]


@pytest.mark.parametrize("page", SCRIPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_page_reads_like_the_page(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 80
    assert not re.search(r"(?i)\bselect\b.*\bfrom\b|#[0-9a-f]{6}|marts\.", source.replace("from dashboards", ""))


def test_the_page_says_it_is_chinese_and_brings_its_words_along() -> None:
    page = in_chinese('<html lang="en"><head><title>Streamlit</title></head></html>')
    assert '<html lang="zh-CN" translate="no"' in page
    assert "把文件拖到这里" in page
    assert not re.findall(r"https?://", page)


def test_every_translation_is_chinese() -> None:
    words = json.loads((DASHBOARDS / "server" / "words.json").read_text(encoding="utf-8"))
    assert all(re.search(r"[\u4e00-\u9fff]", word) for word in words.values())


def test_the_entry_script_does_not_lie_beside_the_pages() -> None:
    """Streamlit runs a page alone, without our checks, when a folder `pages` lies beside the script it serves."""
    assert not (DASHBOARDS / "entry" / "pages").exists()
    assert "entry" in (DASHBOARDS / "app.py").read_text(encoding="utf-8")


def test_markdown_in_data_is_escaped() -> None:
    assert escaped("[点我](x) :red[a] $x$ *b* <i> & #1") == (r"\[点我\]\(x\) \:red\[a\] \$x\$ \*b\* \<i\> \& \#1")


def test_a_screen_reader_is_not_read_the_marks_of_markdown() -> None:
    assert unescaped(f"有 **3** 个，{escaped('95.0%（甲*乙）')}") == "有 3 个，95.0%（甲*乙）"
