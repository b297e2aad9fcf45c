"""Every number in the tables and tiles of the sample district's pages is the mart's, asked for here by escaped SQL.

Nothing of `dashboards.warehouse` is used: a page that adds, rounds or joins wrongly must not be its own witness.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboards.login import opened

Row = dict[str, Any]
Answers = dict[tuple[str, str], Row]
HIDDEN, NOTHING = "隐藏", "—"
YEARS = (2025, 2026)
COLUMNS = {
    "数值": ("value",),
    "目前": ("value",),
    "照此到年底": ("at_pace",),
    "最好可到": ("best_possible",),
    "分子/分母": ("numerator", "denominator"),
    "已做/应做": ("numerator", "denominator"),
    "年内还要做": ("needed",),
    "95%区间": ("lower_95", "upper_95"),
    "达标支部": ("children_met", "children_due"),
    "达标下级": ("children_met", "children_due"),
    "已报/应报": ("units_reported", "units_expected"),
    "差距": ("gap",),
    "连续期数": ("periods_running",),
}
"""What each header of a table promises, in columns of the marts."""


@pytest.fixture(scope="module")
def db(shown_sample: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    build = (shown_sample / "warehouse" / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(shown_sample / "warehouse" / f"{build}.duckdb"), read_only=True) as opened_db:
        yield opened_db


@pytest.fixture(autouse=True)
def served_home(shown_sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGJIAN_HOME", str(shown_sample))
    monkeypatch.setattr("sys.argv", ["streamlit"])


def _in_marts(db: duckdb.DuckDBPyConnection, year: int) -> Answers:
    """Return what the marts hold of a year, by names of unit and indicator."""
    found = db.execute(
        """
        select u.unit_name, i.name_zh, i.is_confidential, i.feeding_ledger,
            v.value, v.standard, v.numerator, v.denominator, v.lower_95, v.upper_95,
            v.children_met, v.children_due, v.units_reported, v.units_expected, v.rests_on_few,
            a.gap, a.periods_running, a.needed, f.at_pace, f.best_possible
        from marts.indicator_value as v
        inner join marts.dim_unit as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
        inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
        left join marts.unit_shortfall as a
            on v.indicator_code = a.indicator_code and v.unit_level = a.unit_level and v.unit_id = a.unit_id
            and a.period_type = 'year' and a.year = v.year
        left join marts.forecast as f
            on v.indicator_code = f.indicator_code and v.unit_level = f.unit_level and v.unit_id = f.unit_id
            and f.year = v.year
        where v.period_type = 'year' and v.breakdown is null and v.year = ?
        """,
        [year],
    )
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    answers = {(row["unit_name"], row["name_zh"]): row for row in rows}
    assert len(answers) == len(rows), "two units of one name: the lines of a page could not be told apart"
    return answers


def _same(shown: str, wanted: list[float | None], row: Row) -> bool:
    """Tell whether the text says these numbers; what is hidden must be confidential, what is absent must be null."""
    if HIDDEN in shown:
        return bool(row["is_confidential"])
    if row["rests_on_few"] and "已报）" in shown:
        shown, wanted = shown.replace(" 已报）", ""), [*wanted, row["units_reported"], row["units_expected"]]
    read = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", shown.removeprefix("n=").split("，")[0])]
    known = [number for number in wanted if number is not None]
    if shown.startswith(f"{NOTHING}/"):  # votes are in no numerator where too few voted
        return row["value"] is None and row["feeding_ledger"] == "survey" and read == [row["denominator"]]
    if not read:  # nothing of nothing says nothing
        return wanted[-1] is None or (len(wanted) == 2 and wanted[-1] == 0) or bool(row["is_confidential"])
    tolerance = 0.5001 if all("." not in part for part in re.findall(r"[\d.]+", shown)) and len(wanted) == 1 else 0.0501
    return len(read) == len(known) and all(
        abs(said - abs(true)) <= tolerance for said, true in zip(read, known, strict=True)
    )


def _check(shown: Mapping[str, Any], row: Row, where: object) -> int:
    """Compare every number of one line of a table; return how many there were."""
    headers = [name for name in COLUMNS if name in shown]
    for name in headers:
        wanted = [row[column] for column in COLUMNS[name]]
        if name == "已报/应报" and row["feeding_ledger"] is None:  # no ledger feeds 台账报送率: nobody sent it
            wanted = [None]
        if name == "已做/应做" and str(shown[name]).startswith("平均"):  # hours and persons are not done and asked for
            wanted = [row["value"], row["standard"]]
        assert _same(str(shown[name]), wanted, row), f"{where} {name}: {shown[name]}, in the marts {wanted}"
    return len(headers)


def _tables(app: AppTest, answers: Answers, unit: str, period: str) -> int:
    """Compare the tables that name indicators; those of one unit do not name it again."""
    compared = 0
    for table in app.dataframe:
        for line in table.value.to_dict("records"):
            indicator = line.get("指标") or line.get("要求")
            if indicator is None or {"分项", "未完成的组织"} & line.keys() or line.get("周期", period) != period:
                continue  # parts of a value and single periods of a requirement stand under the indicator's name too
            found = answers.get((str(line.get("单位", unit)), str(indicator)))
            if found is not None:
                compared += _check(line, found, (line.get("单位", unit), indicator))
    return compared


def _tiles(app: AppTest, answers: Answers, unit: str) -> int:
    """Compare each tile: name, then value in bold; below it the base in small print."""
    bold = re.compile(r"\*\*(.+)\*\*")
    said = [bold.fullmatch(str(one.value).replace("\\", "")) for one in app.markdown]
    pairs = [(a[1], b[1]) for a, b in pairwise(said) if a and b and (unit, a[1]) in answers]
    below = re.compile(r"(?:标准 .*|无标准) {2}\n(?!已报|比去年)(?:分子/分母 )?(\S+)(?: {2}\n已报 (\S+))?")
    bases = [found for one in app.caption if (found := below.match(str(one.value).replace("\\", "")))]
    assert len(pairs) == len(bases), "a tile without its base, or a base without its tile"
    for (name, value), base in zip(pairs, bases, strict=True):
        row = answers[unit, name]
        assert _same(value, [row["value"]], row), (unit, name, value, row["value"])
        written, reported = base[1], base[2]
        assert _same(written, [row["numerator"], row["denominator"]], row), (unit, name, base)
        assert not reported or _same(reported, [row["units_reported"], row["units_expected"]], row), (unit, name, base)
    return len(pairs)


def _some(db: duckdb.DuckDBPyConnection, level: str, number: int) -> list[tuple[str, str, str]]:
    """Return a few units that exist in all years: id, name, area; always the same ones."""
    rows = db.execute(
        "select unit_id, unit_name, area_id from marts.dim_unit where unit_level = ? and active_to is null"
        " and exists (from marts.indicator_value as v where v.unit_id = dim_unit.unit_id and v.year = 2025)"
        " order by unit_id",
        [level],
    ).fetchall()
    return random.Random(20251231).sample(rows, number)


@pytest.mark.parametrize("year", YEARS)
def test_profiles_say_what_the_marts_hold(year: int, db: duckdb.DuckDBPyConnection) -> None:
    answers = _in_marts(db, year)
    for level in ("school", "branch"):
        for place, (unit, name, area) in enumerate(_some(db, level, 3)):
            role, own = (("admin", None), ("area", area), (level, unit))[place]
            app = opened(level, unit=unit, year=str(year), role=role, viewer_unit=own)
            assert not app.exception
            assert _tiles(app, answers, name) >= 3, name
            assert _tables(app, answers, name, f"{year}年") > 60, name


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("role", ["admin", "area", "school", "branch"])
def test_the_overview_says_what_the_marts_hold(year: int, role: str, db: duckdb.DuckDBPyConnection) -> None:
    level = "district" if role == "admin" else role
    unit, name, _ = _some(db, level, 1)[0]
    answers = _in_marts(db, year)
    app = opened("overview", year=str(year), role=role, viewer_unit=unit)
    assert not app.exception
    assert _tiles(app, answers, name) >= 4
    assert _tables(app, answers, name, f"{year}年") > 60


@pytest.mark.parametrize("year", YEARS)
def test_topics_say_what_the_marts_hold(year: int, db: duckdb.DuckDBPyConnection) -> None:
    answers = _in_marts(db, year)
    _, name, _ = _some(db, "district", 1)[0]
    for topic in ("life", "study", "survey", "service"):
        app = opened("topic", year=str(year), topic=topic)
        assert not app.exception
        assert _tiles(app, answers, name) >= 2, topic


@pytest.mark.parametrize("year", YEARS)
def test_the_comparison_says_what_the_marts_hold(year: int, db: duckdb.DuckDBPyConnection) -> None:
    answers = _in_marts(db, year)
    codes = db.execute(
        "select distinct indicator_code, name_zh from marts.indicator_value inner join marts.dim_indicator as i"
        " using (indicator_code) where unit_level = 'school' and year = ? and value is not null"
        " and not is_confidential order by indicator_code",
        [year],
    ).fetchall()
    for code, indicator in random.Random(year).sample(codes, 3):
        app = opened("compare", indicator=code, year=str(year), level="school")
        assert not app.exception
        compared = 0
        for table in app.dataframe:
            if {"单位", "数值", "95%区间"} <= set(table.value.columns):
                for line in table.value.to_dict("records"):
                    compared += _check(line, answers[str(line["单位"]), indicator], (line["单位"], indicator))
        assert compared > 100, code


@pytest.mark.parametrize("year", YEARS)
def test_cells_of_the_grid_say_what_the_marts_hold(year: int, db: duckdb.DuckDBPyConnection) -> None:
    answers = _in_marts(db, year)
    app = opened("matrix", year=str(year), level="school")
    assert not app.exception
    compared = 0
    grid = next(table.value for table in app.dataframe if "缺口数" in table.value.columns)
    for line in grid.to_dict("records"):
        for indicator, cell in line.items():
            row = answers.get((str(line["单位"]), str(indicator)))
            if row is not None and cell:
                value = str(cell).split()[0] if re.match(r"\d", str(cell)) else NOTHING
                assert _same(value, [row["value"]], row), (line["单位"], indicator, cell, row["value"])
                compared += 1
    assert compared > 500


def test_forecast_and_worklist_say_what_the_marts_hold(db: duckdb.DuckDBPyConnection) -> None:
    answers = _in_marts(db, 2026)
    for page, level in (("forecast", "school"), ("forecast", "branch"), ("shortfall", "branch")):
        app = opened(page, year="2026", level=level, **({"view": "清单"} if page == "shortfall" else {}))
        assert not app.exception
        assert _tables(app, answers, "", "2026年") > 200, (page, level)
