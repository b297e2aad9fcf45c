"""The facts of one unit's pack, asked of the frozen marts and said in words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboards.database import units
from dashboards.database.reader import Reader
from dashboards.database.report_figures import figure_sentences, figure_values
from dashboards.review_packs import wording
from dashboards.review_packs.facts import Facts, Line, Problem, Shortfall
from dashboards.review_packs.queries import problems_raised, readiness, year_beside_last
from dashboards.review_packs.snapshot import Snapshot
from dashboards.shared import report_paragraphs
from dashboards.shared.formatting import (
    NO_VALUE,
    OUT_OF_REACH,
    base_of,
    date_text,
    needed_of,
    number,
    standard_of,
    status_label,
    value_of,
)
from dashboards.shared.labels import COMPARISONS, DEPTHS, FAMILIES, LEVELS, PROBLEM_STATES, SHORT
from dashboards.shared.unit import Unit, UnitKey
from dashboards.shared.viewer import Viewer
from ingest.errors import UserError

Row = Mapping[str, Any]


def gather(viewer: Viewer, snapshot: Snapshot, key: UnitKey) -> Facts:
    """Return the facts of one unit. Raises UserError when the viewer may not see the unit or the year holds nothing."""
    reader, year = Reader(viewer, snapshot.build), snapshot.year
    unit = units.unit(reader, key)
    if unit is None:
        raise UserError(f"冻结的 {year} 年数据里没有单位 {key.unit_id}，或者当前身份无权查看。请核对单位代码。")
    frame = year_beside_last(reader, key, year)
    if frame.is_empty():
        raise UserError(f"{unit.unit_name} 在 {year} 年没有任何指标（可能还没有成立，或已经撤销），不出材料。")
    as_of = dt.date.fromisoformat(snapshot.as_of)
    rows = sorted(frame.to_dicts(), key=_in_order)
    applying = list(filter(_applies, rows))
    left_out = [str(row["name_zh"]) for row in rows if not _applies(row)]
    statuses = Counter(str(row["status"]) for row in rows)
    raised = problems_raised(reader, key, year - 1).to_dicts()
    figures = figure_values(reader, key, f"{year}-01-01", f"{year}-12-31").to_dicts()
    patterns = figure_sentences(reader).to_dicts()
    name = unit.unit_name
    return Facts(
        unit_level=key.unit_level,
        unit_id=key.unit_id,
        unit_name=name,
        belongs_to=_belongs_to(reader, unit),
        year=year,
        as_of=as_of,
        snapshot_id=snapshot.snapshot_id,
        build_id=snapshot.build_id,
        frozen_by=snapshot.taken_by,
        frozen_at=snapshot.taken_at,
        summary=wording.summary(name, year, as_of, rows, len(raised)),
        lines=tuple(map(_line, applying)),
        shortfalls=tuple(map(_shortfall, filter(_is_below_confirmed_standard, rows))),
        problems=tuple(map(_problem, raised)),
        paragraphs=tuple(report_paragraphs.compose(patterns, figures, unit=name, span=f"{year}年")),
        notes=wording.notes(snapshot, _readiness_of(reader, key, year), statuses, left_out),
        definitions=tuple(map(wording.definition, applying)),
        frame=frame,
    )


def _applies(row: Row) -> bool:
    return bool(row["status"] != "not_applicable")


def _is_below_confirmed_standard(row: Row) -> bool:
    return row["status"] in SHORT and bool(row["standard_confirmed"])


def _readiness_of(reader: Reader, key: UnitKey, year: int) -> Row:
    rows = readiness(reader, year, key.unit_level).filter(pl.col("unit_id") == key.unit_id).to_dicts()
    return next(iter(rows), {})


def _in_order(row: Row) -> tuple[int, str]:
    place = FAMILIES.index(row["family"]) if row["family"] in FAMILIES else len(FAMILIES)
    return place, str(row["indicator_code"])


def _line(row: Row) -> Line:
    return Line(
        code=str(row["indicator_code"]),
        name=str(row["name_zh"]),
        family=str(row["family"]),
        unit=str(row["unit"]),
        status=str(row["status"]),
        value=row["value"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        standard=row["standard"],
        last_value=row["last_value"],
        value_text=value_of(row),
        status_text=status_label(row["state"]),
        base_text=base_of(row),
        standard_text=standard_of(row),
        last_text=_last_of(row),
        compared_text=_compared(row),
    )


def _last_of(row: Row) -> str:
    last = value_of({"value": row["last_value"], "unit": row["unit"], "is_hidden": row["last_hidden"]})
    return last if row["same_standard"] or row["last_value"] is None else f"{last}*"


def _compared(row: Row) -> str:
    return COMPARISONS.get(str(row["comparison"]), COMPARISONS["not_compared"])


def _shortfall(row: Row) -> Shortfall:
    unit = str(row["unit"])
    gap = "—" if row["gap"] is None else number(row["gap"], "个百分点" if unit == "%" else unit)
    still = "—"
    if row["needed"] is not None:
        by = row["needed_by"]
        before = f"{by.month}月{by.day}日前"
        is_lost = row["can_be_made_up"] is False
        still = f"{OUT_OF_REACH}，{before}余下 {needed_of(row)}" if is_lost else f"{before}还要做 {needed_of(row)}"
    since = f"{row['since'].year}年起" if row["since"] else "—"
    return Shortfall(
        code=str(row["indicator_code"]),
        name=str(row["name_zh"]),
        unit=unit,
        depth=row["depth"],
        value=row["value"],
        standard=row["standard"],
        value_text=value_of(row),
        standard_text=standard_of(row),
        depth_text=DEPTHS[row["depth"]].label if row["depth"] in DEPTHS else NO_VALUE,
        gap_text=gap,
        since_text=f"{since}，连续 {row['periods_running']} 年" if row["periods_running"] else since,
        still_text=still,
        last_text=_last_of(row),
        compared_text=_compared(row),
    )


def _problem(row: Row) -> Problem:
    outcome = PROBLEM_STATES[row["state"]].label
    if row["closed_on"]:
        outcome += f"（{date_text(row['closed_on'])}）"
    if row["recurs_since"]:
        outcome += f"；同类问题{row['recurs_since']}年起反复出现"
    return Problem(
        state=str(row["state"]),
        number=str(row["problem_no"]),
        source=str(row["problem_source"]),
        category=str(row["category"]),
        sentence=str(row["description"] or "（信访问题不列内容）"),
        due_text=date_text(row["due_on"]),
        outcome=outcome,
    )


def _belongs_to(reader: Reader, unit: Unit) -> str:
    """Return 片区 and schools above the unit, as far as there are any."""
    names = []
    area = units.area_of(reader, unit)
    if area is not None:
        names.append(area.unit_name)
    if unit.unit_level == "branch":
        found = units.schools_of_branch(reader, unit.unit_id)
        names += [str(one) for one in found["unit_name"]]
    return "　".join(names) or LEVELS[str(unit.unit_level)]
