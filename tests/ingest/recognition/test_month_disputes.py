"""Months of which a title says another than the tab or the file: a copy of last month's sheet, half mended."""

from __future__ import annotations

import pytest

from ingest.ledger import load_ledgers
from ingest.readers.sheet import Sheet
from ingest.recognition.recognise import recognise_file

LEDGERS = load_ledgers()
DUES: list[list[object]] = [["党支部", "应交人数", "实交人数"], ["永安小学党支部", 3, 3]]


def disputed(*sheets: tuple[str, str], file: str = "a.xlsx") -> list[str | None]:
    """Return what is said of each sheet of dues, given by its tab and title."""
    read = [Sheet(tab, [[title, "", ""], *DUES], file=file) for tab, title in sheets]
    return [table.month_disputed for table in recognise_file(read, LEDGERS).tables]


@pytest.mark.parametrize(
    ("tab", "title", "file"),
    [
        ("4月", "2025年3月党费收缴情况", "a.xlsx"),
        ("表", "2025年3月党费收缴情况", "2025年4月党费.xlsx"),
        ("3月", "党费收缴情况", "2025年4月党费.xlsx"),
        ("2025年3月", "2024年3月党费收缴情况", "a.xlsx"),
        ("2025年3月", "2024年党费收缴情况", "a.xlsx"),
    ],
)
def test_two_months_round_one_table_are_disputed(tab: str, title: str, file: str) -> None:
    """The title was believed: March was said again with the numbers of April, and April stayed empty."""
    (said,) = disputed((tab, title), file=file)
    assert said is not None and "看不出是哪一个月的" in said


@pytest.mark.parametrize(
    ("tab", "title", "file"),
    [
        ("3月", "2025年3月党费收缴情况", "2025年4月党费.xlsx"),  # two agree, the file is of the hand-in
        ("3月", "2025年党费收缴情况", "4月/党费.xlsx"),  # so is a folder
        ("表", "2025年3月党费收缴情况（4月上报）", "a.xlsx"),
        ("2025年3月", "2024-2025学年党费收缴情况", "a.xlsx"),
        ("3月", "党费收缴情况", "2025年1-6月党费.xlsx"),
        ("表", "2025年党费收缴情况", "党费.xlsx"),
    ],
)
def test_one_month_beside_what_names_none_is_not(tab: str, title: str, file: str) -> None:
    assert disputed((tab, title), file=file) in ([None], [])


def test_the_file_of_several_months_is_of_none_of_them() -> None:
    sheets = [("3月", "党费收缴情况"), ("4月", "党费收缴情况")]
    assert disputed(*sheets, file="2025年4月党费.xlsx") == [None, None]
