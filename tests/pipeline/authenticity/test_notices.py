"""The folder of notices: .txt in any encoding and .docx with its tables; anything else is refused by name."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from ingest.errors import UserError
from pipeline.authenticity.notices import FOLDER, notice_files, phrases_of


def test_lines_and_tables_of_both_kinds_are_read(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER / "2026"
    folder.mkdir(parents=True)
    (folder / "一.txt").write_bytes("开展书香校园活动".encode("gb18030"))
    document = docx.Document()
    document.add_paragraph("观看警示教育片")
    document.add_table(1, 1).cell(0, 0).text = "撰写个人剖析材料"
    document.save(str(folder / "二.docx"))
    (folder / "~$二.docx").write_bytes(b"left behind by Word")
    files = notice_files(tmp_path)
    assert [path.name for path in files] == ["一.txt", "二.docx"]
    phrases = phrases_of(files)
    assert {"开展书香校园", "观看警示教育", "撰写个人剖析"} <= phrases


def test_a_home_without_notices_has_none(tmp_path: Path) -> None:
    assert notice_files(tmp_path) == []


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    """A notice that is passed over in silence would make its words count as copied."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "通知.pdf").touch()
    with pytest.raises(UserError, match=r"通知\.pdf.*只读 \.txt 和 \.docx"):
        notice_files(tmp_path)
    (tmp_path / FOLDER / "通知.pdf").rename(tmp_path / FOLDER / "坏.docx")
    with pytest.raises(UserError, match=r"坏\.docx"):
        phrases_of(notice_files(tmp_path))
