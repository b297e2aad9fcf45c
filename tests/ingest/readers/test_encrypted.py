"""Encrypted workbooks, and files that an office's document protection has locked."""

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook

from ingest.errors import UserError
from ingest.readers.workbook import read_sheets


def encrypted(path: Path, password: str) -> Path:
    workbook = Workbook()
    workbook.active.append(["党组织", "活动日期"])
    plain = io.BytesIO()
    workbook.save(plain)
    with path.open("wb") as out:
        OOXMLFile(io.BytesIO(plain.getvalue())).encrypt(password, out)
    return path


def test_a_workbook_of_which_only_the_structure_is_protected_is_read(tmp_path: Path) -> None:
    """Excel encrypts it with a password of its own and opens it without a question; it was refused."""
    (sheet,) = read_sheets(encrypted(tmp_path / "a.xlsx", "VelvetSweatshop"))
    assert sheet.cells == [["党组织", "活动日期"]]


def test_a_workbook_with_a_password_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"设了打开密码，请取消密码"):
        read_sheets(encrypted(tmp_path / "a.xlsx", "1234"))


@pytest.mark.parametrize("content", [b"%TSD-Header-###%\x0b\x30\x55", b"b\x14#e\x00E-SafeNet\x00LOCK"])
def test_a_file_locked_by_an_office_is_refused_by_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(UserError, match="加密软件"):
        read_sheets(tmp_path / "a.xlsx")
