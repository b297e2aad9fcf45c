"""Folders and archives as clerks send them."""

import io
import os
import stat
import warnings
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


def packed(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the same name twice
        for entry, content in entries:
            opened.writestr(entry, content)
    return buffer.getvalue()


def test_no_entry_of_an_archive_is_dropped_without_a_word(tmp_path: Path) -> None:
    """`../` looked like a hidden folder, and of two entries of one name the first was never read."""
    link = zipfile.ZipInfo("链接.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    inner = packed(("../里.csv", b"1"))
    twice = [("同.csv", b"1"), ("同.csv", b"2")]
    content = packed(("../外.csv", b"1"), ("/绝对.csv", b"1"), (link, b"/etc/passwd"), *twice, ("b.zip", inner))
    (tmp_path / "a.zip").write_bytes(content)
    found = {(file.name, (file.refusal or "可读")[:12]) for file in collect_files([tmp_path])}
    assert found == {
        ("a.zip/../外.csv", "压缩包里的路径“../外"),
        ("a.zip//绝对.csv", "可读"),
        ("a.zip/链接.csv", "这是指向别处的链接，压缩"),
        ("a.zip/同.csv", "压缩包里还有一个同名的文"),
        ("a.zip/同.csv", "可读"),
        ("a.zip/b.zip/../里.csv", "压缩包里的路径“../里"),
    }


def test_an_archive_in_an_archive_that_swells_is_refused_alone(tmp_path: Path) -> None:
    swollen = archive(**{"空.csv": bytes(30 * 1024**2)})
    (tmp_path / "a.zip").write_bytes(archive(**{"b.zip": swollen, "c.csv": b"1"}))
    swells, good = collect_files([tmp_path])
    assert good.read_bytes() == b"1"
    with pytest.raises(UserError, match="倍"):
        swells.read_bytes()


def test_names_of_odd_bytes_and_odd_characters_can_be_shown(tmp_path: Path) -> None:
    """A name in GBK on a system of UTF-8 could be written into no receipt."""
    (tmp_path / os.fsdecode("台账.csv".encode("gbk"))).write_bytes(b"1")
    (tmp_path / "b\u202ecsv.csv").write_bytes(b"2")
    found = collect_files([tmp_path])
    assert sorted((file.name, file.read_bytes()) for file in found) == [("bcsv.csv", b"2"), ("台账.csv", b"1")]


@pytest.mark.parametrize("cut", [30, 60, 100, 150])
def test_a_damaged_archive_is_refused_with_a_sentence(tmp_path: Path, cut: int) -> None:
    content = bytearray(archive(**{"台账.csv": b"1,2\n" * 40}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 46] = 0xFF  # a name that is no UTF-8
    for each in (bytes(content), bytes(content[:cut]), bytes(content[cut:])):
        (tmp_path / "a.zip").write_bytes(each)
        (file,) = collect_files([tmp_path])
        assert file.refusal is not None and file.refusal.endswith("。")
