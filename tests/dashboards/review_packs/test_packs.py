"""Packs of the year-end review: the three files say what SQL says, and the same snapshot gives the same files."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdfium2 import PdfDocument

from dashboards.database import connection
from dashboards.database.reader import Reader
from dashboards.review_packs import batch, commands, progress_log, verify
from dashboards.review_packs.gather import gather
from dashboards.review_packs.jobs import jobs_of
from dashboards.review_packs.progress_log import JobResult
from dashboards.review_packs.queries import year_beside_last
from dashboards.review_packs.snapshot import Snapshot, freeze, snapshots
from dashboards.review_packs.template import template_of
from dashboards.review_packs.verify import check_code, check_file
from dashboards.review_packs.write_pack import files_of, templates_of
from dashboards.shared.formatting import value_of
from dashboards.shared.unit import UnitKey
from dashboards.shared.viewer import SCHOOL, Viewer
from ingest.errors import UserError
from pipeline.retention.receipts import RECEIPTS, note_rows
from tests.conftest import SAMPLE_DAY
from tests.dashboards.positions import found_in_file

YEAR = 2025


MADE = 20
"""So many units are made once, by a batch, for all tests of this file."""


@pytest.fixture(scope="module")
def made(
    home: Path, admin: Viewer, taken: Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[JobResult]]:
    """Make the packs of twenty units by a batch; the folder and what was done."""
    out = tmp_path_factory.mktemp("made")
    jobs = jobs_of(admin, taken, [unit.unit_id for unit in _units(taken, MADE)])
    return out, batch.run(home, admin, "甲", taken, template_of(home), jobs, out, lambda *_: None)


@pytest.fixture(scope="module")
def one_made(made: tuple[Path, list[JobResult]]) -> tuple[Path, JobResult]:
    """One of them."""
    return made[0], made[1][0]


def _content(out: Path, done: JobResult) -> list[bytes]:
    return [(out / one.file).read_bytes() for one in done.files]


def _units(taken: Snapshot, number: int) -> list[UnitKey]:
    with duckdb.connect(taken.path, read_only=True) as db:
        rows = db.execute(
            "select distinct unit_level, unit_id from marts.indicator_value where unit_level in ('school', 'branch')"
            " and year = ? and period_type = 'year' order by all",
            [YEAR],
        ).fetchall()
    return [UnitKey(*row) for row in random.Random(20251231).sample(rows, number)]


def _in_sql(taken: Snapshot, unit: UnitKey) -> dict[str, tuple[float | None, float | None, float | None]]:
    """Return value, numerator and denominator of what the pack must list, straight from the frozen file.

    The points of a survey with too few votes would tell what it must not, so that no pack has them.
    """
    with duckdb.connect(taken.path, read_only=True) as db:
        rows = db.execute(
            "select v.indicator_code, v.value,"
            " case when v.status <> 'too_few' or i.feeding_ledger is distinct from 'survey' then v.numerator end,"
            " v.denominator from marts.indicator_value as v"
            " inner join marts.dim_indicator as i using (indicator_code)"
            " where v.unit_level = ? and v.unit_id = ? and v.year = ? and v.period_type = 'year'"
            " and v.breakdown is null and v.status <> 'not_applicable' and not i.is_confidential",
            [unit.unit_level, unit.unit_id, YEAR],
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


def test_twenty_units_say_the_same_in_word_excel_pdf_and_sql(
    made: tuple[Path, list[JobResult]], admin: Viewer, taken: Snapshot
) -> None:
    """Numbers that differ between the paper and the annex are the end of trust in both."""
    assert len(made[1]) == MADE and not any(done.problem for done in made[1])
    for done in made[1]:
        unit = done.job.unit
        facts = gather(admin, taken, unit)
        word, excel, pdf, *_ = _content(made[0], done)
        wanted = _in_sql(taken, unit)
        sheet = openpyxl.load_workbook(io.BytesIO(excel), read_only=True)["指标"]
        listed = {row[0]: (row[4], row[5], row[6]) for row in sheet.iter_rows(min_row=2, values_only=True)}
        assert listed.keys() == wanted.keys(), unit
        for code, numbers in wanted.items():
            assert listed[code] == pytest.approx(numbers, nan_ok=True), (unit, code)
        cells = _table(word)[1:]
        assert len(cells) == len(wanted), unit
        by_name = {row[0]: row for row in cells}
        text = "".join("".join(page.get_textpage().get_text_range().split()) for page in PdfDocument(pdf))
        for line in facts.lines:
            value = wanted[line.code][0]
            shown = by_name[line.name][1].partition("（")[0]  # how much it rests on stands behind it
            if value is None:
                assert shown == "—", (unit, line.code)
            else:
                assert float("".join(c for c in shown if c in "0123456789.-")) == pytest.approx(value, abs=0.5), line
            assert by_name[line.name][5] == line.base_text
            assert "".join(f"{line.value_text}{line.standard_text}".split()) in text, (unit, line.code)


def _table(word: bytes) -> list[list[str]]:
    """Return the texts of the cells of a document's first table; python-docx takes seconds for a long one."""
    table = Document(io.BytesIO(word)).tables[0]._tbl
    return [["".join(part.text for part in cell.iter(qn("w:t"))) for cell in row.tc_lst] for row in table.tr_lst]


def test_no_unit_is_given_a_position_in_a_pack(one_made: tuple[Path, JobResult], taken: Snapshot) -> None:
    """A secretary's material said where the school stood among all others, to the number."""
    with duckdb.connect(taken.path, read_only=True) as db:
        units = [name for (name,) in db.execute("select unit_name from marts.dim_unit").fetchall()]
    out, done = one_made
    files = [out / batch.INDEX, *(out / one.file for one in done.files)]
    assert {path.suffix for path in files} >= {".docx", ".xlsx", ".pdf", ".pptx"}
    assert not [found for path in files for found in found_in_file(path.name, path.read_bytes(), units)]


def test_the_same_snapshot_gives_the_same_bytes(
    home: Path, admin: Viewer, taken: Snapshot, one_made: tuple[Path, JobResult]
) -> None:
    """A file is known again by its hash; a clock in it, or the process that made it, would make it another file."""
    again = files_of(admin, taken, one_made[1].job.unit, templates_of(home))[1]
    assert [file.sha256 for file in one_made[1].files] == [file.sha256 for file in again]


def test_a_pack_has_page_numbers_a_repeated_head_and_far_eastern_fonts(one_made: tuple[Path, JobResult]) -> None:
    """Without the East Asian font a Chinese Windows falls back to a Japanese one."""
    word = _content(*one_made)[0]
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        styles, body = parts.read("word/styles.xml").decode(), parts.read("word/document.xml").decode()
        footer = "".join(parts.read(name).decode() for name in parts.namelist() if "footer" in name)
        settings = parts.read("word/settings.xml").decode()
    for font in ("方正小标宋简体", "仿宋", "黑体", "楷体"):
        assert f'w:eastAsia="{font}"' in styles
    assert "w:tblHeader" in body and "w:cantSplit" in body
    assert "PAGE" in footer and "ja-JP" not in settings
    section = Document(io.BytesIO(word)).sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm), round(section.page_width.mm)) == (37, 28, 210)


def test_a_secretary_gets_no_pack_of_another_school(home: Path, taken: Snapshot) -> None:
    """The address of the page is not the border; the query is."""
    with duckdb.connect(taken.path, read_only=True) as db:
        schools = db.execute(
            "select unit_id from marts.dim_unit where unit_level = 'school' order by unit_id"
        ).fetchall()
    own, other = schools[0][0], schools[1][0]
    viewer = Viewer(SCHOOL, "school", own)
    assert gather(viewer, taken, UnitKey("school", own)).unit_id == own
    with pytest.raises(UserError, match="无权查看"):
        files_of(viewer, taken, UnitKey("school", other), templates_of(home))
    with pytest.raises(UserError, match="无权查看"):
        jobs_of(viewer, taken, [other])


def test_freezing_the_same_build_again_is_the_same_snapshot_and_a_year_to_come_is_refused(
    home: Path, taken: Snapshot
) -> None:
    build = connection.published_build(home)
    assert build is not None
    assert freeze(home, YEAR, build, SAMPLE_DAY, "别人") == taken
    assert snapshots(home, YEAR) == [taken]
    with pytest.raises(UserError, match="还没有 2027 年的数据"):
        freeze(home, 2027, build, SAMPLE_DAY, "区级管理员")


def test_a_snapshot_outlives_the_builds(home: Path, taken: Snapshot, admin: Viewer, tmp_path: Path) -> None:
    """Only the last three builds are kept; the frozen year must not go with them."""
    copied = tmp_path / "home"
    shutil.copytree(home, copied)
    shutil.rmtree(copied / "warehouse")
    kept = snapshots(copied, YEAR)[0]
    assert files_of(admin, kept, _units(taken, 1)[0], templates_of(copied))[1]


def test_a_batch_that_was_killed_goes_on_and_ends_with_the_same_files(
    home: Path, admin: Viewer, taken: Snapshot, made: tuple[Path, list[JobResult]], tmp_path: Path
) -> None:
    """A district is made in minutes; a power cut must not cost all of them, nor leave half a file in the ZIP."""
    jobs, out = [done.job for done in made[1]], tmp_path / "out"
    shutil.copytree(made[0], out)
    first = {one.file: one.sha256 for done in made[1] for one in done.files}
    kept = MADE - 3
    entries = out / progress_log.PROGRESS_LOG
    lines = entries.read_text(encoding="utf-8").splitlines()
    cut_off = "\n".join(lines[:kept]) + "\n" + lines[kept][:40]
    entries.write_text(cut_off, encoding="utf-8")
    broken = out / next(one["file"] for one in json.loads(lines[0])["given"] if one["file"].endswith(".pdf"))
    broken.write_bytes(b"half")
    made_anew: list[str] = []
    template = template_of(home)
    again = batch.run(home, admin, "甲", taken, template, jobs, out, lambda name, *_: made_anew.append(name))
    assert {one.file: one.sha256 for done in again for one in done.files} == first
    assert len([name for name in made_anew if name]) == 4, "what the log had lost, and what was broken"
    with zipfile.ZipFile(out / f"{YEAR}年述职评议材料.zip") as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {batch.INDEX, *first}


def test_a_genuine_file_an_edited_file_and_a_foreign_one_are_told_apart(
    home: Path, one_made: tuple[Path, JobResult], tmp_path: Path
) -> None:
    out, made = one_made
    word = out / made.files[0].file
    assert check_file(home, word.name, word.read_bytes()).is_current
    edited = Document(str(word))
    edited.add_paragraph("改过")
    edited.save(str(tmp_path / "edited.docx"))
    found = check_file(home, "edited.docx", (tmp_path / "edited.docx").read_bytes())
    assert not found.is_genuine and "不一致" in found.sentences[0]
    assert not check_file(home, "别的.pdf", b"%PDF-1.7").is_genuine
    sealed = out / next(one.file for one in made.files if one.file.endswith(".pdf"))
    found = check_file(home, sealed.name, sealed.read_bytes()[:-1] + b"x")
    assert not found.is_genuine and "不一致" in found.sentences[0]
    code = made.files[0].code
    assert check_code(home, f" {code.lower().replace('-', '－')} ").is_genuine
    assert not check_code(home, "AAAA-AAAA-AAAA").is_genuine


def test_the_index_and_the_zip_of_a_batch_are_genuine_and_a_zip_with_a_stranger_in_it_is_not(
    home: Path, one_made: tuple[Path, JobResult], tmp_path: Path
) -> None:
    """The index is full of codes, so it was told to be an edited pack; the ZIP was told to be nobody's."""
    index, whole = one_made[0] / batch.INDEX, tmp_path / f"{YEAR}年述职评议材料.zip"
    shutil.copyfile(one_made[0] / whole.name, whole)
    assert check_file(home, index.name, index.read_bytes()).is_current
    found = check_file(home, whole.name, whole.read_bytes())
    assert found.is_current and f"{5 * MADE + 1} 个是真的" in found.sentences[0]
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("别的.pdf", b"%PDF-1.7")
    found = check_file(home, whole.name, whole.read_bytes())
    assert not found.is_genuine and "别的.pdf" in found.sentences[1]
    assert not check_file(home, "坏.zip", whole.read_bytes()[:200]).is_genuine


def test_data_published_after_the_freeze_is_told_and_the_pack_stays_current(
    home: Path, one_made: tuple[Path, JobResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, made = one_made
    assert "又更新过" not in "".join(check_code(home, made.files[0].code).sentences)
    monkeypatch.setattr(verify, "published_build", lambda _: connection.Build("later", ""))
    found = check_code(home, made.files[0].code)
    assert found.is_current and "又更新过" in "".join(found.sentences)


def test_a_code_says_that_rows_were_deleted_since_the_data_was_frozen(
    home: Path, one_made: tuple[Path, JobResult]
) -> None:
    """A person's rows are taken out on request; the frozen year is not written anew, and has to say so."""
    code, at = one_made[1].files[0].code, datetime.now(UTC) + timedelta(hours=1)
    assert "删除" not in "".join(check_code(home, code).sentences)
    try:
        note_rows(home, at, "我", "应本人要求删除", [{"batch": "B000001-member", "rows": 2, "restated": 1}])
        assert "有 2 行" in "".join(check_code(home, code).sentences)
    finally:
        (home / RECEIPTS).unlink()


def test_a_code_comes_with_five_figures_that_the_paper_must_say(
    home: Path, one_made: tuple[Path, JobResult], taken: Snapshot, admin: Viewer
) -> None:
    """A forged paper with a true code passed."""
    _, made = one_made
    to_compare = check_code(home, made.files[0].code).sentences[-1]
    told = to_compare.partition("：")[2].rstrip("。").split("；")
    unit = UnitKey(made.job.unit_level, made.job.unit_id)
    rows = year_beside_last(Reader(admin, taken.build), unit, YEAR).to_dicts()
    expected = [f"{row['name_zh']} {value_of(row)}" for row in rows if row["value"] is not None]
    assert len(told) == 5 and set(told) <= set(expected)


def test_the_command_line_makes_a_pack_and_refuses_an_unknown_unit(home: Path, taken: Snapshot, tmp_path: Path) -> None:
    unit = _units(taken, 1)[0].unit_id
    words = [
        sys.executable,
        "-m",
        "pipeline",
        "--home",
        str(home),
        "report",
        "--year",
        str(YEAR),
        "--out",
        str(tmp_path),
    ]
    done = subprocess.run([*words, "--unit", unit], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "生成 1 份材料" in done.stdout and "仅供参考" in done.stdout
    refused = subprocess.run([*words, "--unit", "999"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert refused.returncode == 2 and "999" in refused.stderr and "Traceback" not in refused.stderr
    frozen = snapshots(home, YEAR)
    with pytest.raises(UserError, match="999"):
        commands.report(home, YEAR, ["999"], tmp_path, fresh=True, made_by="张三")
    assert snapshots(home, YEAR) == frozen, "a unit that is not there froze the year"
    entry = json.loads((tmp_path / progress_log.PROGRESS_LOG).read_text(encoding="utf-8").splitlines()[0])
    assert entry["order"]["unit_id"] == unit


def test_without_fonts_or_with_a_broken_template_a_batch_ends_at_once_with_one_sentence(
    home: Path, taken: Snapshot, tmp_path: Path
) -> None:
    """A thousand units would else fail one by one, each with the same reason."""
    (tmp_path / "pylopdf_fonts_zh_cn.py").write_text("raise ImportError\n", encoding="utf-8")
    words = [sys.executable, "-m", "pipeline", "--home", str(home), "report", "--year", str(YEAR), "--all", "--out"]
    hidden = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    ran = subprocess.run(
        [*words, str(tmp_path / "a")], env=hidden, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 2 and "缺少中文字体包" in ran.stderr and "Traceback" not in ran.stderr
    template = template_of(home)
    kept = template.read_bytes()
    template.write_bytes(b"broken")
    try:
        ran = subprocess.run(
            [*words, str(tmp_path / "b")], capture_output=True, text=True, encoding="utf-8", check=False
        )
    finally:
        template.write_bytes(kept)
    assert ran.returncode == 2 and "打不开" in ran.stderr and "Traceback" not in ran.stderr
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_file_held_open_by_word_costs_its_own_unit_and_the_next_run_makes_it(
    home: Path, admin: Viewer, taken: Snapshot, made: tuple[Path, list[JobResult]], tmp_path: Path
) -> None:
    """A folder in the place of the file stands for Word holding it: it cannot be replaced. The batch died of it."""
    out = tmp_path / "out"
    shutil.copytree(made[0], out)
    jobs, held = [done.job for done in made[1]], out / made[1][0].files[0].file
    held.unlink()
    (held / "x").mkdir(parents=True)
    first, *others = batch.run(home, admin, "张三", taken, template_of(home), jobs, out, lambda *_: None)
    assert "Word 或 WPS" in first.problem and not any(one.problem for one in others)
    shutil.rmtree(held)
    again = batch.run(home, admin, "张三", taken, template_of(home), jobs, out, lambda *_: None)
    assert held.is_file() and not any(one.problem for one in again)


@pytest.mark.parametrize("year", [YEAR - 10, 2000])
def test_a_year_before_all_data_freezes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, year: int
) -> None:
    """It froze an empty year, wrote an empty index, and said that all went well."""
    with pytest.raises(UserError, match=f"没有 {year} 年"):
        commands.report(home, year, None, tmp_path, fresh=False, made_by="张三")
    assert not snapshots(home, year) and not list(tmp_path.iterdir())
