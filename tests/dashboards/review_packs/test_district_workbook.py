"""全区汇总: the workbook says what SQL says, the brief fits one page, and nobody gets what is not theirs."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import random
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pypdf
import pytest
from docx import Document

from dashboards.database import connection, definitions
from dashboards.database.reader import Reader
from dashboards.review_packs import batch, brief_template, progress_log
from dashboards.review_packs.brief import brief_pdf, brief_word
from dashboards.review_packs.brief_facts import MOST_LINES, Brief, BriefLine, brief_of, chart_of
from dashboards.review_packs.district_facts import Volume, volume_of
from dashboards.review_packs.district_workbook import volume_bytes
from dashboards.review_packs.jobs import jobs_of
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.template import template_of
from dashboards.review_packs.verify import check_file
from dashboards.review_packs.write_pack import File, volume_files_of
from dashboards.shared.labels import COMPARISONS
from dashboards.shared.viewer import ADMIN, AREA, BRANCH, DISCIPLINE, DISTRICT, SCHOOL, Viewer
from ingest.errors import UserError
from tests.dashboards.positions import found_in_file

YEAR = 2025
DISTRICT_ADMIN = Viewer(ADMIN, "district", "0121")
ODD = "甲&乙<小学>#strong[粗]$x^2${{ 标题 }}{% if %}[点](u)*_`~@\\\"'〔2026〕"
_HEAD, _FIRST = 3, 2


@pytest.fixture(scope="module")
def template(home: Path) -> Path:
    return template_of(home, brief_template.NAME, brief_template.write)


@pytest.fixture(scope="module")
def made(taken: Snapshot, template: Path) -> tuple[Volume, list[File]]:
    return volume_files_of(DISTRICT_ADMIN, taken, template)


@pytest.fixture(scope="module")
def book(made: tuple[Volume, list[File]]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made[1][0].content))


@pytest.fixture(scope="module")
def brief(taken: Snapshot) -> Brief:
    return brief_of(DISTRICT_ADMIN, taken, volume_of(DISTRICT_ADMIN, taken))


def _rows(taken: Snapshot, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    with duckdb.connect(taken.path, read_only=True) as db:
        return db.execute(sql, list(parameters)).fetchall()


def _in_sql(taken: Snapshot, level: str) -> dict[str, dict[str, float | None]]:
    """Return unit name -> indicator name -> value of what the workbook must list, straight from the frozen file."""
    found: dict[str, dict[str, float | None]] = {}
    for unit, name, value in _rows(
        taken,
        "select u.unit_name, i.name_zh || '（' || i.unit || '）', v.value from marts.indicator_value as v"
        " inner join marts.dim_indicator as i using (indicator_code)"
        " inner join marts.dim_unit as u on v.unit_id = u.unit_id and v.unit_level = u.unit_level"
        " where v.unit_level = ? and v.year = ? and v.period_type = 'year' and v.breakdown is null"
        " and i.confirmed and not i.is_confidential",
        level,
        YEAR,
    ):
        found.setdefault(unit, {})[name] = value
    return found


def _in_sheet(sheet: Any) -> dict[str, dict[str, object]]:
    """Return what stands in each line -> indicator."""
    heads = [cell.value for cell in sheet[2]][_FIRST:]
    lines = sheet.iter_rows(min_row=_HEAD + 1, values_only=True)
    return {line[0]: dict(zip(heads, line[_FIRST:], strict=True)) for line in lines if line[2] is not None or line[1]}


@pytest.mark.parametrize("name", ["学校按学段", "学校按片区"])
def test_every_school_stands_in_both_groupings_with_the_numbers_of_sql(
    book: openpyxl.Workbook, taken: Snapshot, name: str
) -> None:
    """A school that has no 学段 or 片区 would fall out of a sheet and nobody would miss it."""
    listed, wanted = _in_sheet(book[name]), _in_sql(taken, "school")
    assert wanted.keys() <= listed.keys()
    for unit, numbers in wanted.items():
        shown = {said: value if isinstance(value, int | float) else None for said, value in listed[unit].items()}
        assert shown.keys() == numbers.keys()
        assert shown == pytest.approx(numbers), unit


def test_twenty_branches_have_the_numbers_of_sql_and_none_is_left_out(book: openpyxl.Workbook, taken: Snapshot) -> None:
    listed, wanted = _in_sheet(book["支部按片区"]), _in_sql(taken, "branch")
    assert wanted.keys() <= listed.keys()
    for unit in random.Random(20251231).sample(sorted(wanted), 20):
        shown = {said: value if isinstance(value, int | float) else None for said, value in listed[unit].items()}
        assert shown == pytest.approx(wanted[unit]), unit


def test_a_groups_median_and_pooled_value_are_those_of_its_units(book: openpyxl.Workbook, taken: Snapshot) -> None:
    """A mean of percentages would let a school of three members weigh as much as one of three hundred."""
    by_hand: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for stage, name, value, top, bottom in _rows(
        taken,
        "select u.stage, i.name_zh || '（' || i.unit || '）', v.value, v.numerator, v.denominator"
        " from marts.indicator_value as v inner join marts.dim_indicator as i using (indicator_code)"
        " inner join marts.dim_unit as u on v.unit_id = u.unit_id and v.unit_level = u.unit_level"
        " where v.unit_level = 'school' and v.year = ? and v.period_type = 'year' and v.breakdown is null"
        " and i.confirmed and not i.is_confidential and v.value is not null and i.unit = '%'",
        YEAR,
    ):
        for group in (stage, "全区"):
            by_hand.setdefault((group, name), []).append((value, top, bottom))
    listed = _in_sheet(book["学校按学段"])
    assert by_hand
    for (group, name), rows in by_hand.items():
        values = sorted(value for value, _, _ in rows)
        middle = len(values) // 2
        median = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
        assert listed[f"{group}　中位值"][name] == pytest.approx(median), (group, name)
        pooled = 100 * sum(top for _, top, _ in rows) / sum(bottom for _, _, bottom in rows)
        assert listed[f"{group}　合并值"][name] == pytest.approx(pooled), (group, name)


@pytest.mark.parametrize(("level", "name"), [("school", "学校离群单位"), ("branch", "支部离群单位")])
def test_the_outliers_are_those_whose_own_interval_leaves_the_peers_out(
    book: openpyxl.Workbook, taken: Snapshot, level: str, name: str
) -> None:
    wanted = {}
    for row in _rows(
        taken,
        "select i.name_zh, u.unit_name, v.value, v.lower_95, v.upper_95, v.lower_998, v.upper_998, v.denominator,"
        " c.peer_value, c.comparison from marts.indicator_value as v"
        " inner join marts.indicator_comparison as c using (indicator_code, unit_level, unit_id, period_type, year)"
        " inner join marts.dim_indicator as i using (indicator_code)"
        " inner join marts.dim_unit as u on v.unit_id = u.unit_id and v.unit_level = u.unit_level"
        " where v.unit_level = ? and v.year = ? and v.breakdown is null and i.confirmed and not i.is_confidential"
        " and c.peer_value is not null and v.lower_95 is not null",
        level,
        YEAR,
    ):
        peers, low, high, lowest, highest = row[8], row[3], row[4], row[5], row[6]
        if not low <= peers <= high:
            beyond = "95%区间以外" if lowest <= peers <= highest else "99.8%区间以外"
            wanted[row[0], row[1]] = (*row[2:9], beyond, COMPARISONS[row[9]])
    lines = list(book[name].iter_rows(min_row=2, values_only=True))
    listed = {
        (line[0], line[1]): (line[4], line[7], line[8], line[9], line[10], line[6], line[11], line[14], line[15])
        for line in lines
    }
    assert wanted and listed.keys() == wanted.keys() and len(lines) == len(wanted)
    for key, said in wanted.items():
        assert listed[key][:7] == pytest.approx(said[:7]) and listed[key][7:] == said[7:], key
    order = [(line[0], line[1]) for line in lines]
    assert order != sorted(order, key=lambda key: wanted[key][0])


def test_a_unit_that_did_everything_is_never_worse_than_peers_who_did_everything(taken: Snapshot) -> None:
    """The upper limit of 10 out of 10 came out as 99.99999999999999, and 100% stood there as 差于同类."""
    assert not _rows(
        taken,
        "select v.unit_id from marts.indicator_value as v"
        " inner join marts.indicator_comparison as c using (indicator_code, unit_level, unit_id, period_type, year)"
        " where v.breakdown is null and abs(v.value - c.peer_value) < 1e-9"
        " and c.comparison not in ('similar', 'not_compared')",
    )


def test_the_heat_tables_hold_every_unit_with_a_shape_in_every_cell(book: openpyxl.Workbook, taken: Snapshot) -> None:
    for level, name in (("school", "学校热力表"), ("branch", "支部热力表")):
        sheet, wanted = book[name], _in_sql(taken, level)
        units = [sheet.cell(line, 1).value for line in range(3, sheet.max_row + 1)]
        assert sorted(units) == sorted(wanted)
        filled = [cell for row in sheet.iter_rows(min_row=3, min_col=2) for cell in row if cell.value]
        assert len(filled) == sum(len(numbers) for numbers in wanted.values())
        assert all(cell.value[0] in "◆▲△▼✓○—n·/■▨" for cell in filled)


def test_no_unit_is_given_a_position_in_the_workbook_and_the_brief(
    made: tuple[Volume, list[File]], taken: Snapshot
) -> None:
    """Lines of a whole district are a 通报 of places as soon as somebody numbers them."""
    units = [str(row[0]) for row in _rows(taken, "select unit_name from marts.dim_unit")]
    assert {file.name.rpartition(".")[2] for file in made[1]} >= {"xlsx", "docx", "pdf"}
    assert not [found for file in made[1] for found in found_in_file(file.name, file.content, units)]


def test_no_confidential_indicator_is_anywhere(made: tuple[Volume, list[File]], taken: Snapshot) -> None:
    names = [row[0] for row in _rows(taken, "select name_zh from marts.dim_indicator where is_confidential")]
    assert names
    for file in made[1][:2]:
        with zipfile.ZipFile(io.BytesIO(file.content)) as parts:
            said = "".join(parts.read(part).decode("utf-8", "ignore") for part in parts.namelist())
        assert not [name for name in names if name in said], file.name
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made[1][2].content)).pages)
    assert not [name for name in names if name in "".join(text.split())]


def test_the_same_snapshot_gives_the_same_bytes(
    made: tuple[Volume, list[File]], taken: Snapshot, template: Path
) -> None:
    again = volume_files_of(DISTRICT_ADMIN, taken, template)[1]
    assert [file.sha256 for file in again] == [file.sha256 for file in made[1]]


def test_every_sheet_prints_on_a3_with_its_head_repeated_and_says_what_it_is_for(book: openpyxl.Workbook) -> None:
    names = [
        "说明",
        "学校按学段",
        "学校按片区",
        "学校热力表",
        "学校离群单位",
        "支部按片区",
        "支部热力表",
        "支部离群单位",
    ]
    assert book.sheetnames == names
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and int(sheet.page_setup.fitToHeight) == 0
        assert sheet.print_title_rows
        assert "仅供参考" in sheet.oddFooter.left.text and f"{YEAR}-" in sheet.oddFooter.left.text


def test_status_is_a_shape_and_a_ground_and_the_value_stays_a_number(book: openpyxl.Workbook) -> None:
    """A number with a mark in it is text, and no spreadsheet adds text up."""
    sheet = book["学校按学段"]
    numbers = [cell for row in sheet.iter_rows(min_row=_HEAD + 1, min_col=3) for cell in row if cell.data_type == "n"]
    shaped = [cell for cell in numbers if cell.value is not None and cell.number_format.startswith('"')]
    assert {cell.number_format[1] for cell in shaped} >= {"▲", "△", "✓"}
    assert len({cell.fill.fgColor.rgb for cell in shaped}) > 1


def test_the_brief_is_one_page_and_its_table_says_what_sql_says(
    made: tuple[Volume, list[File]], brief: Brief, taken: Snapshot
) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(made[1][2].content)).pages) == 1
    assert 5 <= len(brief.sentences) <= 6 and 0 < len(brief.lines) <= MOST_LINES
    cells = [[cell.text for cell in row.cells] for row in Document(io.BytesIO(made[1][1].content)).tables[0].rows][1:]
    assert [row[0] for row in cells] == [line.name for line in brief.lines]
    for name, value, _, _, _, met in cells:
        [(wanted, fine, due)] = _rows(
            taken,
            "select max(case when v.unit_level = 'district' then v.value end),"
            " count(case when v.unit_level = 'school' and v.status in ('met', 'on_track') then 1 end),"
            " count(case when v.unit_level = 'school'"
            " and v.status in ('met', 'on_track', 'not_met', 'behind', 'over') then 1 end)"
            " from marts.indicator_value as v inner join marts.dim_indicator as i using (indicator_code)"
            " where i.name_zh = ? and v.year = ? and v.period_type = 'year' and v.breakdown is null",
            name,
            YEAR,
        )
        assert float("".join(one for one in value if one in "0123456789.")) == pytest.approx(wanted, abs=0.06)
        assert met == (f"{fine}/{due}" if due else "—")


def _odd(brief: Brief) -> Brief:
    """Return a brief of the longest names and the most odd characters."""
    line = BriefLine(ODD[:30], "100.0%", "不低于100%（未确认）", "● 未达标", "100.0%*", "1000/1000")
    return dataclasses.replace(
        brief,
        volume=dataclasses.replace(brief.volume, unit_name="云岭区教育体育和科学技术局直属学校党建工作联席会议" + ODD),
        sentences=tuple(f"{ODD}{'这是很长的一句话，' * 12}" for _ in range(6)),
        lines=(line,) * MOST_LINES,
        lists=tuple(
            (heading, tuple(f"{ODD[:16]}：学校 1000/1000，支部 1000/1000" for _ in range(5)))
            for heading, _ in brief.lists
        ),
    )


def test_a_district_of_long_and_odd_names_still_has_one_page_and_every_letter(brief: Brief, template: Path) -> None:
    odd = _odd(brief)
    chart = chart_of(odd)
    pages = pypdf.PdfReader(io.BytesIO(brief_pdf(odd, chart))).pages
    assert len(pages) == 1
    seen = "".join(pages[0].extract_text().split())
    assert "甲&乙<小学>#strong[粗]$x^2$" in seen and "{{标题}}{%if%}[点](u)*_`~@" in seen
    said = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(brief_word(odd, chart, template))).paragraphs)
    assert said.count(ODD) >= 7


def test_names_that_look_like_formulas_or_markup_stay_names_in_the_workbook(taken: Snapshot) -> None:
    import polars as pl

    volume = volume_of(DISTRICT_ADMIN, taken)
    schools = dataclasses.replace(
        volume.levels[0], cells=volume.levels[0].cells.with_columns(unit_name=pl.lit("=1+1" + ODD))
    )
    named = dataclasses.replace(volume, unit_name=ODD * 4, levels=(schools, volume.levels[1]))
    sheet = openpyxl.load_workbook(io.BytesIO(volume_bytes(named)))["学校按学段"]
    assert sheet.cell(_HEAD + 2, 1).value == "'=1+1" + ODD
    assert sheet.oddHeader.left.text.startswith("甲&")


def test_a_level_without_values_says_so(taken: Snapshot, template: Path) -> None:
    """A home of one school and no branch, or a first year, must get its paper too."""
    volume = volume_of(DISTRICT_ADMIN, taken)
    empty = tuple(
        dataclasses.replace(
            one,
            cells=one.cells.head(0),
            values=one.values.head(0),
            outliers=one.outliers.head(0),
            tallies=one.tallies.head(0),
            indicators=(),
        )
        for one in volume.levels
    )
    bare = dataclasses.replace(volume, levels=empty)
    book = openpyxl.load_workbook(io.BytesIO(volume_bytes(bare)))
    assert book["学校离群单位"]["A2"].value == "没有。" and book["学校按学段"]["A4"].value == "没有。"
    page = brief_of(DISTRICT_ADMIN, taken, bare)
    assert page.lines == () and chart_of(page) is None
    assert all(items for _, items in page.lists)
    assert len(pypdf.PdfReader(io.BytesIO(brief_pdf(page, None))).pages) == 1
    assert Document(io.BytesIO(brief_word(page, None, template))).tables == []


def test_the_first_year_has_nothing_to_compare_with_and_says_so(home: Path, taken: Snapshot) -> None:
    build = connection.published_build(home)
    assert build is not None
    first = definitions.build_info(Reader(DISTRICT_ADMIN, build)).first_year
    early = dataclasses.replace(taken, year=first)
    page = brief_of(DISTRICT_ADMIN, early, volume_of(DISTRICT_ADMIN, early))
    assert "没有上年数据，不作比较。" in page.sentences
    assert dict(page.lists)["连续两年低于标准"] == ("没有。",)


@pytest.mark.parametrize("role", [DISCIPLINE, SCHOOL, BRANCH])
def test_the_whole_is_for_the_district_and_the_areas_alone(taken: Snapshot, role: str) -> None:
    level = {DISCIPLINE: "district", SCHOOL: "school", BRANCH: "branch"}[role]
    unit = _rows(taken, "select min(unit_id) from marts.dim_unit where unit_level = ?", level)[0][0]
    with pytest.raises(UserError, match="只给区级和片区"):
        volume_of(Viewer(role, level, unit), taken)


def test_an_area_gets_its_own_schools_and_branches_and_no_others(taken: Snapshot, template: Path) -> None:
    area = _rows(taken, "select min(unit_id) from marts.dim_unit where unit_level = 'area'")[0][0]
    own = {row[0] for row in _rows(taken, "select unit_id from marts.dim_unit where area_id = ?", area)}
    viewer = Viewer(AREA, "area", area)
    volume, files = volume_files_of(viewer, taken, template)
    shown = {unit for level in volume.levels for unit in level.cells["unit_id"]}
    assert shown and shown <= own
    assert {unit for level in volume.levels for unit in level.outliers["unit_id"]} <= own
    assert len(pypdf.PdfReader(io.BytesIO(files[2].content)).pages) == 1
    assert (
        volume_of(Viewer(DISTRICT, "district", "0121"), taken).code
        == volume_of(DISTRICT_ADMIN, taken).code
        != volume.code
    )


def test_a_batch_of_all_writes_the_whole_into_its_folder_the_index_the_zip_and_the_register(
    home: Path, taken: Snapshot, tmp_path: Path
) -> None:
    everything = jobs_of(DISTRICT_ADMIN, taken, None)
    assert [one.folder for one in everything if one.is_volume] == ["区级"]
    assert not [one for one in jobs_of(DISTRICT_ADMIN, taken, [everything[1].unit_id]) if one.is_volume]
    done = batch.run(home, DISTRICT_ADMIN, "甲", taken, template_of(home), everything[:2], tmp_path, lambda *_: None)
    whole = done[0].files
    assert sorted(Path(one.file).suffix for one in whole) == [".docx", ".pdf", ".xlsx"]
    assert all(one.file.startswith("区级/") and one.unit_level == "district" for one in whole)
    with zipfile.ZipFile(tmp_path / f"{YEAR}年述职评议材料.zip") as archive:
        assert {one.file for one in whole} <= set(archive.namelist())
    index = openpyxl.load_workbook(tmp_path / batch.INDEX)["目录"]
    assert {one.file for one in whole} <= {row[4] for row in index.iter_rows(min_row=2, values_only=True)}
    for one in whole:
        assert check_file(home, one.file, (tmp_path / one.file).read_bytes()).is_current
    lines = (tmp_path / progress_log.PROGRESS_LOG).read_text(encoding="utf-8").splitlines()
    assert any(json.loads(line)["order"]["is_volume"] for line in lines)


def test_a_broken_template_of_the_brief_is_refused_with_the_place(brief: Brief, tmp_path: Path) -> None:
    path = template_of(tmp_path, brief_template.NAME, brief_template.write)
    document = Document(str(path))
    document.paragraphs[0].runs[0].text = "{{ 单位名字 }}"
    document.save(str(path))
    with pytest.raises(UserError, match=r"一页简报模板\.docx”第 1 段.*不认识“单位名字”"):
        brief_word(brief, None, path)


def test_the_files_are_dated_by_the_snapshot(made: tuple[Volume, list[File]], taken: Snapshot) -> None:
    """A file that says "today" would be another file every day."""
    pdf = pypdf.PdfReader(io.BytesIO(made[1][2].content))
    assert pdf.metadata is not None
    assert pdf.metadata.creation_date == dt.datetime.fromisoformat(taken.taken_at)
    assert b"pdfaid" in made[1][2].content


def test_the_brief_names_schools_that_got_better_and_that_have_most_to_do_by_a_rule_said_beside(
    brief: Brief, taken: Snapshot
) -> None:
    """It counted schools and named none; whoever read it had to open the workbook to know whom to ask."""
    better, to_do, *_ = brief.lists
    assert "多的在前" in better[0] and "严重的多的在前" in to_do[0] and "先后只为方便处理，不表示高低" in brief.more
    rows = _rows(
        taken,
        "select u.unit_name,"
        " count(*) filter (where v.depth = 'severe'), count(*) filter (where v.depth = 'marked'),"
        " count(*) filter (where v.depth = 'slight'),"
        " count(*) filter (where v.status in ('met', 'on_track') and b.status = 'not_met'),"
        " count(*) filter (where v.status in ('not_met', 'behind', 'over') and b.status = 'met')"
        " from marts.indicator_value as v inner join marts.dim_indicator as i using (indicator_code)"
        " inner join marts.dim_unit as u on v.unit_id = u.unit_id and v.unit_level = u.unit_level"
        " left join marts.indicator_value as b on b.indicator_code = v.indicator_code and b.unit_id = v.unit_id"
        " and b.unit_level = v.unit_level and b.period_type = 'year' and b.breakdown is null and b.year = v.year - 1"
        " where v.unit_level = 'school' and v.year = ? and v.period_type = 'year' and v.breakdown is null"
        " and i.confirmed and not i.is_confidential group by u.unit_name",
        YEAR,
    )
    deepest = sorted((row for row in rows if any(row[1:4])), key=lambda row: ([-one for one in row[1:4]], row[0]))
    risen = sorted((row for row in rows if row[4] > row[5]), key=lambda row: (row[5] - row[4], row[0]))
    assert [item.split("：")[0] for item in to_do[1][:4]] == [row[0] for row in deepest[:4]]
    assert [item.split("：")[0] for item in better[1][:4]] == [row[0] for row in risen[:4]]
    assert better[1][0].endswith(f"转好 {risen[0][4]} 项，转差 {risen[0][5]} 项")
