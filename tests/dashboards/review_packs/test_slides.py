"""述职 slides and the one-page short form: the pack's numbers, marked blanks, and nothing out of its box."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from dashboards.review_packs import short_form_template
from dashboards.review_packs.facts import Facts
from dashboards.review_packs.gather import gather
from dashboards.review_packs.short_form import short_form_bytes
from dashboards.review_packs.slide_chart import add_chart
from dashboards.review_packs.slide_content import Chart, Series
from dashboards.review_packs.slide_text import FONT, Box, height_of
from dashboards.review_packs.slides import slides_bytes
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.speech import Speech, speech_of
from dashboards.review_packs.template import template_of
from dashboards.review_packs.verify import check_file
from dashboards.review_packs.write_pack import entry_of, files_of, register, templates_of
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import Viewer
from ingest.errors import UserError

UNIT = UnitKey("school", "2153001028")
LONG = "云岭区教育体育和科学技术局直属第一实验小学教育集团（北校区）联合党总支" * 2


@pytest.fixture(scope="module")
def facts(admin: Viewer, taken: Snapshot) -> Facts:
    return gather(admin, taken, UNIT)


@pytest.fixture(scope="module")
def worst(facts: Facts) -> Facts:
    """The longest names, many problems, a formula for a name."""
    problem = dataclasses.replace(facts.problems[0], sentence="问题说得很长，" * 20)
    short = [dataclasses.replace(one, name="=1+1" + one.name * 3) for one in facts.shortfalls * 3]
    paragraphs = facts.paragraphs * 3
    return dataclasses.replace(
        facts, unit_name=LONG, problems=(problem,) * 12, shortfalls=tuple(short), paragraphs=paragraphs
    )


@pytest.fixture(scope="module")
def nothing(facts: Facts) -> Facts:
    return dataclasses.replace(facts, problems=(), shortfalls=(), paragraphs=(), lines=())


def _shapes(slides: bytes) -> Iterator[tuple[Any, Any]]:
    for slide in Presentation(io.BytesIO(slides)).slides:
        for shape in slide.shapes:
            yield slide, shape


def _said(slides: bytes) -> str:
    text = []
    for _, shape in _shapes(slides):
        text += [shape.text_frame.text] if shape.has_text_frame else []
        text += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
    return "\n".join(text)


def test_six_slides_say_the_packs_numbers_and_two_of_them_are_for_problems(facts: Facts) -> None:
    """A secretary has ten minutes; the district asks that a third of them be about problems."""
    speech = speech_of(facts)
    made = slides_bytes(speech)
    assert len(Presentation(io.BytesIO(made)).slides) == 6 and sum(one.minutes for one in speech.parts) == 10
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(made)).slides]
    order = ("述职", "上年问题整改", "履职", "存在问题", "原因", "打算")
    assert all(word in title for word, title in zip(order, titles, strict=True))
    said = _said(made)
    assert facts.code in said and "仅供参考" in said and said.count("【请填写") >= 7
    assert f"低于已确认标准 {len(facts.shortfalls)} 项" in said
    deepest = speech.short.table.rows[0]  # type: ignore[union-attr]
    assert all(one in said for one in deepest)
    assert all(paragraph in said for paragraph in facts.paragraphs)


def test_what_is_still_to_be_done_says_of_what(admin: Viewer, taken: Snapshot, facts: Facts) -> None:
    """2026年12月31日前还要做 6: of what? Nor do two meetings lead from 7 of 10 to all of them."""
    of_open_year = gather(admin, dataclasses.replace(taken, year=2026), UnitKey(facts.unit_level, facts.unit_id))
    told = [one.still_text for one in of_open_year.shortfalls if one.still_text != "—"]
    assert told and all(
        re.fullmatch(r"\d+月\d+日前还要做 [\d.]+ \D+|全年已达不到，\d+月\d+日前余下 [\d.]+ \D+", text) for text in told
    )


def test_the_deepest_come_first(facts: Facts) -> None:
    depths = [row[3] for row in speech_of(facts).short.table.rows]  # type: ignore[union-attr]
    order = ["◆ 严重", "▲ 明显", "△ 差一点"]
    assert len(set(depths)) > 1 and depths == sorted(depths, key=order.index)


def test_charts_are_native_and_hold_the_numbers_of_the_tables(facts: Facts) -> None:
    """A picture of a chart cannot be mended the evening before."""
    charts = [shape.chart for _, shape in _shapes(slides_bytes(speech_of(facts))) if shape.has_chart]
    found = {chart.chart_title.text_frame.text: chart for chart in charts}
    assert len(found) == 3
    rated = [one for one in facts.shortfalls if one.unit == "%"]
    plot = found["低于标准的比率（%）"].plots[0]
    given = dict(zip(plot.categories, plot.series[0].values, strict=True))
    assert given and all(one.value == given[one.name] for one in rated if one.name in given)
    families = found["有标准可判断的指标（项）"].plots[0]
    judged = sum(sum(series.values) for series in families.series)
    assert judged == sum(one.status in ("met", "on_track", "not_met", "behind", "over") for one in facts.lines)


@pytest.mark.parametrize("categories", [1, 2, 8])
def test_few_bars_are_not_thick_ones(categories: int) -> None:
    """One problem of last year was one green slab over a third of the slide."""
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[5])
    names = tuple(f"第{number}类" for number in range(categories))
    add_chart(
        slide, Chart("个数", names, (Series("问题", "#1E8449", (1.0,) * categories),), False), Box(0, 0, 330, 300)
    )
    [shape] = [one for one in slide.shapes if one.has_chart]
    room = (shape.height.pt - 70) / categories
    assert room / (1 + shape.chart.plots[0].gap_width / 100) < 30


def test_no_text_is_larger_than_its_box(worst: Facts, facts: Facts, nothing: Facts) -> None:
    for one in (facts, worst, nothing):
        for slide, shape in _shapes(slides_bytes(speech_of(one))):
            bottom = (shape.top + shape.height) / 12700
            assert shape.top >= 0 and bottom <= 540, (slide.shapes.title.text, shape.name)
            if shape.has_text_frame and shape.text_frame.text:
                size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
                width = shape.width / 12700
                lines = [paragraph.text for paragraph in shape.text_frame.paragraphs]
                assert sum(height_of(text, size, width) for text in lines) <= shape.height / 12700 + 0.5, lines
            if shape.has_table:
                for row in shape.table.rows:
                    widths = [column.width / 12700 for column in shape.table.columns]
                    cells = zip(row.cells, widths, strict=True)
                    assert max(height_of(cell.text, 13, width) for cell, width in cells) <= row.height / 12700


def test_nothing_stands_on_anything_else(worst: Facts, facts: Facts, nothing: Facts) -> None:
    for one in (facts, worst, nothing):
        for slide in Presentation(io.BytesIO(slides_bytes(speech_of(one)))).slides:
            boxes = [
                (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in slide.shapes
            ]
            for number, a in enumerate(boxes):
                for b in boxes[number + 1 :]:
                    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
                    assert across <= 12700 or down <= 12700, (slide.shapes.title.text, a, b)


def test_every_run_names_a_font_for_chinese_letters(facts: Facts) -> None:
    """The theme's own is a Latin one: Office then picks a Japanese font for names."""
    with zipfile.ZipFile(io.BytesIO(slides_bytes(speech_of(facts)))) as parts:
        for name in parts.namelist():
            if name.startswith(("ppt/slides/slide", "ppt/charts/chart")) and name.endswith(".xml"):
                text = parts.read(name).decode()
                assert text.count("<a:ea ") >= text.count("<a:t>") > 0 and f'<a:ea typeface="{FONT}"' in text, name


def test_a_name_that_looks_like_a_formula_stays_a_name_in_the_charts_workbook(worst: Facts) -> None:
    charts = [shape.chart for _, shape in _shapes(slides_bytes(speech_of(worst))) if shape.has_chart]
    chart = next(one for one in charts if "比率" in one.chart_title.text_frame.text)
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert {cell.data_type for cell in sheet["A"][1:]} == {"s"}
    assert all(name.startswith("'=") for name in chart.plots[0].categories)


def test_the_same_facts_are_the_same_bytes_and_are_genuine(home: Path, admin: Viewer, taken: Snapshot) -> None:
    made, files = files_of(admin, taken, UNIT, templates_of(home))
    again = files_of(admin, taken, UNIT, templates_of(home))[1]
    assert [one.sha256 for one in files] == [one.sha256 for one in again]
    register(home, admin.role, "甲", [entry_of(made, one, "甲") for one in files])
    for one in files:
        assert check_file(home, one.name, one.content).is_current, one.name
    slides = next(one for one in files if one.name.endswith(".pptx"))
    edited = Presentation(io.BytesIO(slides.content))
    edited.slides[0].shapes.title.text = "改过"
    out = io.BytesIO()
    edited.save(out)
    found = check_file(home, slides.name, out.getvalue())
    assert not found.is_genuine and made.code in found.sentences[0]


def _short(speech: Speech, template: Path) -> list[Any]:
    return list(Document(io.BytesIO(short_form_bytes(speech, template))).paragraphs)


def test_the_short_form_holds_the_same_parts_on_one_page(
    facts: Facts, worst: Facts, nothing: Facts, tmp_path: Path
) -> None:
    """44 lines of 45 letters stand on a page of these margins; the longest of everything must not need more."""
    template = template_of(tmp_path, short_form_template.NAME, short_form_template.write)
    for one in (facts, worst, nothing):
        lines = _short(speech_of(one), template)
        assert sum(1 + (len(line.text) + 2) // 45 for line in lines) <= 44
        said = "\n".join(line.text for line in lines)
        assert all(part in said for part in ("一、上年问题整改", "二、履职", "三、存在问题及原因", "四、下一步打算"))
        assert said.count("【请填写") >= 5
    assert all(
        one.name in "\n".join(line.text for line in _short(speech_of(facts), template))
        for one in speech_of(facts).facts.shortfalls
        if one.depth == "severe"
    )


def test_the_blanks_of_the_short_form_are_marked_in_colour_and_in_words(facts: Facts, tmp_path: Path) -> None:
    template = template_of(tmp_path, short_form_template.NAME, short_form_template.write)
    marked = [run for line in _short(speech_of(facts), template) for run in line.runs if "【请填写" in run.text]
    assert marked and all(run.font.highlight_color for run in marked[1:])


def test_a_broken_template_of_the_short_form_is_refused_with_its_name(facts: Facts, tmp_path: Path) -> None:
    template = template_of(tmp_path, short_form_template.NAME, short_form_template.write)
    document = Document(str(template))
    document.paragraphs[0].runs[0].text = "{{ 单位名字 }}"
    document.save(str(template))
    with pytest.raises(UserError, match=r"述职一页纸模板\.docx”第 1 段.*不认识“单位名字”"):
        short_form_bytes(speech_of(facts), template)
