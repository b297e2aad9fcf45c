"""Which names of evidence tell a file from all others."""

from __future__ import annotations

import pytest

from pipeline.authenticity.evidence_files import NamedFile, PlainNames, named_files

NAMES = PlainNames(("照片", "签到表", "签到", "微信图片", "IMG", "主题党日", "活动"), letters=6)


@pytest.mark.parametrize(
    ("cell", "files"),
    [
        ("签到表、照片", []),
        ("照片.jpg、签到表.PDF", []),
        ("主题党日活动照片12.jpg", []),
        ("IMG_2031.JPG", [NamedFile("IMG_2031", anywhere=False)]),
        ("微信图片_20250307101523.jpg", [NamedFile("微信图片_20250307101523", anywhere=True)]),
        ("敬老院包饺子瞬间.png；签到表.pdf", [NamedFile("敬老院包饺子瞬间", anywhere=True)]),
        ("附件/敬老院包饺子瞬间.jpg", [NamedFile("敬老院包饺子瞬间", anywhere=True)]),
        ("敬老院包饺子", []),
    ],
)
def test_a_name_tells_when_it_is_not_anybodys(cell: str, files: list[NamedFile]) -> None:
    """照片.jpg stands in half of all rows: whoever has it too has used nothing twice."""
    assert list(NAMES.files(cell)) == files


def test_a_cell_is_read_once_however_many_rows_have_it() -> None:
    assert named_files(["IMG_2031.jpg"] * 3 + ["照片"], NAMES) == [("IMG_2031.jpg", "IMG_2031", False)]
