"""Folders and archives as clerks send them."""

import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import UserError
from ingest.readers.collect import collect_files


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return buffer.getvalue()


def test_a_folder_is_read_with_what_lies_below_it_and_without_rubbish(tmp_path: Path) -> None:
    folder = tmp_path / "报送 材料"
    (folder / "2025").mkdir(parents=True)
    for name in ("2025/活动.xlsx", "~$活动.xlsx", ".DS_Store", "Thumbs.db", "名册.csv"):
        (folder / name).write_bytes(b"x")
    assert [file.name for file in collect_files([folder])] == ["2025/活动.xlsx", "名册.csv"]


def test_other_kinds_of_files_come_with_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "总结.exe").write_bytes(b"x")
    (file,) = collect_files([tmp_path])
    assert file.refusal == "“.exe”格式不是台账，请用 .xlsx、.xls、.ods、.csv 或 .docx 报送。"


@pytest.mark.parametrize(
    ("name", "what_to_do"),
    [("a.doc", "另存为 .docx"), ("a.WPS", "另存为 .docx"), ("a.jpg", "报送原来的电子表格"), ("a.rar", "解开后报送")],
)
def test_kinds_that_clerks_do_send_are_refused_with_what_to_do(tmp_path: Path, name: str, what_to_do: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (file,) = collect_files([tmp_path])
    assert file.refusal is not None and what_to_do in file.refusal


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到"):
        collect_files([tmp_path / "没有.xlsx"])


def test_archives_in_archives_are_opened(tmp_path: Path) -> None:
    inner = archive(**{"活动.csv": "甲,乙".encode()})
    (tmp_path / "a.zip").write_bytes(archive(**{"里/b.zip": inner, "__MACOSX/._x.csv": b"x", "c.exe": b"x"}))
    found = collect_files([tmp_path / "a.zip"])
    assert [(file.name, bool(file.refusal)) for file in found] == [
        ("a.zip/c.exe", True),
        ("a.zip/里/b.zip/活动.csv", False),
    ]
    assert found[1].read_bytes().decode() == "甲,乙"
    assert (found[1].stem, found[1].file_name) == ("活动", "活动.csv")


def test_names_that_chinese_windows_wrote_in_gbk(tmp_path: Path) -> None:
    name = "党员花名册.csv".encode("gbk")
    placeholder = "x" * len(name)
    content = archive(**{placeholder: b"1"}).replace(placeholder.encode(), name)
    (tmp_path / "a.zip").write_bytes(content)
    (file,) = collect_files([tmp_path / "a.zip"])
    assert file.name == "a.zip/党员花名册.csv"
    assert file.read_bytes() == b"1"


@pytest.mark.parametrize(("content", "why"), [(b"PK\x03\x04x", "损坏"), (archive(), "没有文件")])
def test_archives_that_cannot_be_opened_are_refused(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    (file,) = collect_files([tmp_path])
    assert file.refusal is not None and why in file.refusal


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive(**{f"{number}.csv": b"" for number in range(5_001)}))
    (file,) = collect_files([tmp_path])
    assert file.refusal is not None and "太多" in file.refusal


def test_a_member_with_a_password_is_refused(tmp_path: Path) -> None:
    content = bytearray(archive(**{"a.csv": b"1"}))
    content[6] |= 1
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(content))
    (file,) = collect_files([tmp_path])
    with pytest.raises(UserError, match="密码"):
        file.read_bytes()
