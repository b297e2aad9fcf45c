"""What packs look like on paper: nothing over anything else, no letter too small to read, no sheet for two lines."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image

from dashboards.charts.png import pictures
from dashboards.charts.spine import lines, pieces_for_paper, spine
from dashboards.database import profiles
from dashboards.database.connection import published_build
from dashboards.database.reader import Reader
from dashboards.exports.table_sheet import A4, ROOM
from dashboards.review_packs.charts import pictures_of
from dashboards.review_packs.docx import filled
from dashboards.review_packs.facts import Facts, Problem
from dashboards.review_packs.gather import gather
from dashboards.review_packs.pdf import pdf_bytes
from dashboards.review_packs.picture import Picture
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.template import template_of
from dashboards.review_packs.xlsx import workbook_bytes
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import Viewer
from tests.paper import overprinted, upright

SMALLEST = 8.0
"""Points of the smallest letter on paper."""


@pytest.fixture(scope="module")
def unit() -> UnitKey:
    """A school of many peers, so that every family is on its spine."""
    return UnitKey("school", "2153001028")


@pytest.fixture(scope="module")
def facts(admin: Viewer, taken: Snapshot, unit: UnitKey) -> Facts:
    return gather(admin, taken, unit)


@pytest.fixture(scope="module")
def drawn(admin: Viewer, taken: Snapshot, facts: Facts) -> list[Picture]:
    return pictures_of(admin, taken, facts)


def letters(pdf: bytes) -> list[list[dict[str, Any]]]:
    """Return the letters of each page."""
    with pdfplumber.open(io.BytesIO(pdf)) as pages:
        return [upright(page) for page in pages.pages]


def test_a_number_that_does_not_break_is_not_printed_over_the_next_column(facts: Facts, drawn: list[Picture]) -> None:
    """YLW2024-003004-01 has no place to break by the rules of the language, and lay over 来源."""
    problems = tuple(
        Problem("done", number, "督查" * 3, "组织生活", "很长的问题" * 30, "2025年6月30日", "✓ 按期销号")
        for number in ("YLW2024-003004-01", "A" * 40, "0123456789/0123456789")
    )
    pages = letters(pdf_bytes(dataclasses.replace(facts, problems=problems), drawn))
    assert not [pair for page in pages for pair in overprinted(page)]
    said = "".join(one["text"] for page in pages for one in page)
    assert "YLW2024" in said and "\u200b" not in said, "a number that is copied out of the file must be found again"


def test_the_check_sees_what_lies_over_something_else(facts: Facts) -> None:
    [first, *_] = letters(pdf_bytes(facts, []))
    assert overprinted([*first, *({**one, "x0": one["x0"] + 2, "x1": one["x1"] + 2} for one in first)])


def test_no_letter_of_the_sealed_file_is_smaller_than_eight_points(facts: Facts, drawn: list[Picture]) -> None:
    pages = letters(pdf_bytes(facts, drawn))
    assert min(one["size"] for page in pages for one in page) >= SMALLEST - 0.05


def test_the_spine_is_as_wide_as_the_page_and_cut_between_families(
    home: Path, admin: Viewer, unit: UnitKey, facts: Facts, drawn: list[Picture]
) -> None:
    """A spine of seventy lines was made narrow to fit one page: its letters were four points high."""
    build = published_build(home)
    assert build is not None
    frame = profiles.profile(Reader(admin, build), unit, 2025)
    pieces = pieces_for_paper(frame)
    assert len(pieces) > 3
    families = [family for _, some in pieces for family in some]
    assert families == [one for one in lines(frame) if isinstance(one, str)]
    made = pictures(spine(frame), [end for end, _ in pieces[:-1]])
    heads = [Image.open(io.BytesIO(one)).crop((0, 0, 1200, 60)).tobytes() for one in made]
    assert len(made) == len(pieces) and len(set(heads)) == 1, "every piece has the legend over it"
    document = Document(io.BytesIO(filled(template_of(home), facts, drawn)))
    assert {round(one.width / Mm(1)) for one in document.inline_shapes} == {156}


def test_a_chart_whose_letters_would_be_small_is_seen(drawn: list[Picture]) -> None:
    """A letter of a picture has on the 156 mm of the page as many points as its width leaves it."""
    for one in drawn:
        point = (156 / 25.4 * 72) / one.drawing.width
        assert min(text.size for text in one.drawing.texts()) * point >= SMALLEST
        assert Image.open(io.BytesIO(one.png)).width == 1.5 * one.drawing.width == 960
        assert one.ratio * 156 < 225 * 0.6, "a higher one leaves the page before it empty"


def test_the_last_sheet_of_the_word_file_is_not_begun_for_two_lines(
    home: Path, facts: Facts, drawn: list[Picture]
) -> None:
    """One 口径 of two lines stood alone on the eleventh sheet."""
    last = Document(io.BytesIO(filled(template_of(home), facts, drawn))).paragraphs[-6:]
    assert [one.paragraph_format.keep_with_next for one in last] == [True] * 5 + [None]
    pages = [{round(one["top"]) for one in page if one["size"] > 8.1} for page in letters(pdf_bytes(facts, drawn))]
    assert len(pages[-1]) > 6


def test_every_column_of_a_table_has_its_width_in_word_too(home: Path) -> None:
    """Word goes by the cells: all columns were of one width, and 指标 took three lines."""
    for table in Document(str(template_of(home))).tables:
        for row in table.rows:
            assert [cell.width for cell in row.cells] == [column.width for column in table.columns]


def test_no_number_of_the_annex_has_nine_decimals_and_no_column_is_left_behind(facts: Facts) -> None:
    """分子 was shown as 80.358301158; the columns together were wider than the sheet, so all were printed small."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(facts)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float) and not cell.value.is_integer():
                    assert cell.number_format == "0.0", (sheet.title, cell.coordinate)
        assert sum(one.width for one in sheet.column_dimensions.values()) <= ROOM[A4]
        assert sheet.print_title_rows or sheet.title == "图"


def test_no_chart_of_the_annex_lies_over_two_pages(facts: Facts) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(facts)))["图"]
    breaks = [one.id for one in sheet.row_breaks.brk]
    places = [
        (chart.anchor._from.row, chart.anchor._from.row + chart.anchor.ext.height / 9525 / 20)
        if hasattr(chart.anchor, "ext")
        else (chart.anchor._from.row, chart.anchor.to.row)
        for chart in sheet._charts
    ]
    assert len(places) > 3 and breaks
    assert not [place for place in places for at in breaks if place[0] < at < place[1]]
    starts = [0, *breaks]
    assert all(place[1] - max(at for at in starts if at <= place[0]) <= 48 for place in places)
