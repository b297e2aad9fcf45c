"""指标页: which indicator, its definition in two columns, its history, and a trial of its threshold."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards.database import definitions, standard_history, standard_trials
from dashboards.database.notes import known_events
from dashboards.exports.workbook import Origin
from dashboards.pages.metric.queries import exempt_members, feeding_ledger
from dashboards.pages.metric.tables import exempt_table
from dashboards.pages.metric.wording import describe_exempt, describe_lifecycle, describe_notes
from dashboards.shared.labels import EVERY, FAMILIES
from dashboards.shared.markdown import escaped
from dashboards.shared.tables import Row
from dashboards.widgets import definition, standard_tables, standard_trial, standard_wording
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.page_links import page_link
from dashboards.widgets.url_state import choose, link
from dashboards.widgets.visit import Visit

_COUNTED = ("指标", "为什么看", "分子", "分母", "不计入", "适用范围", "方向", "最小样本")


def chosen(visit: Visit, choice: Choice) -> Row | None:
    """Draw the box of all indicators that the viewer may read; return the definition of the chosen one."""
    rows = {str(row["indicator_code"]): row for row in definitions.indicators(visit.reader).to_dicts()}
    if not rows:
        return None
    place = {family: number for number, family in enumerate(FAMILIES)}
    order = sorted(rows, key=lambda code: (place.get(str(rows[code]["family"]), 99), code))
    names = {code: f"{rows[code]['family']}｜{code} {rows[code]['name_zh']}" for code in order}
    with choice.row:
        code = choose("指标", "indicator", names, order[0], width=330, forget=("try", "hours", "evidence"))
    return rows[code]


def defined(visit: Visit, row: Row) -> None:
    """Draw what is counted on the left, and standard, source, people and ledgers on the right."""
    entries = definition.lines(row)
    entries["汇总周期"] = EVERY.get(str(row["base_period"]), EVERY["year"])
    fed_by = feeding_ledger(visit.reader, str(row["indicator_code"]))
    entries["供数台账"] = "全部台账" if fed_by is None else f"{fed_by[0]}（由{fed_by[1]}填报）"
    entries["状态"] = describe_lifecycle(row)
    if "标准" not in entries:
        entries["标准"] = "没有设标准，只列数值，不判断达标"
    counted, standing = st.columns(2)
    with counted, st.container(border=True, height="stretch"):
        st.markdown(_paragraphs({name: text for name, text in entries.items() if name in _COUNTED}))
    with standing, st.container(border=True, height="stretch"):
        st.markdown(_paragraphs({name: text for name, text in entries.items() if name not in _COUNTED}))


def _paragraphs(entries: dict[str, str]) -> str:
    return "\n\n".join(f"**{name}**：{escaped(text)}" for name, text in entries.items())


def history(visit: Visit, row: Row) -> None:
    """Draw the versions of the indicator's standards, what each change did, and the dated notes."""
    code = row["indicator_code"]
    versions = _of(code, standard_history.standard_versions(visit.reader)).to_dicts()
    for one in versions:
        st.markdown(f"{escaped(one['standard'])}　{standard_wording.describe_version(one)}")
    if not versions:
        st.caption("没有登记过标准。")
    changed = _of(code, standard_history.standard_changes(visit.reader)).to_dicts()
    for one in changed:
        st.markdown(standard_wording.describe_change(one))
    if not changed:
        st.caption("自有记录以来，这项标准没有改过。")
    moved = _of(code, standard_history.standard_change_units(visit.reader))
    if moved.height:
        table = standard_tables.change_units(moved)
        show(table, "状态改变的单位", "metric_moved", height=320 if table.height > 8 else None)
        buttons(table, origin(visit, "标准变更影响", {}, str(code)), "metric_moved")
    notes = describe_notes(known_events(visit.reader))
    if notes:
        st.markdown(f"时间轴上的大事：\n\n{notes}")


def _of(code: str, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("indicator_code") == code)


def trial(visit: Visit, row: Row, choice: Choice, source: Origin) -> None:
    """Draw another threshold tried on this indicator's values, where there is a standard and the viewer may try."""
    if not visit.viewer.may_open("what_if"):
        return
    found = standard_trials.triable(visit.reader, choice.year)
    mine = found.filter(found["indicator_code"] == row["indicator_code"])
    if mine.is_empty():
        return
    st.subheader("标准改一改会怎样")
    with st.container(horizontal=True, vertical_alignment="bottom", key="trial_boxes"):
        tried = standard_trial.boxes(mine.row(0, named=True))
    asked = (tried.code, choice.year, tried.threshold, tried.hours)
    counts = standard_trials.tried_counts(visit.reader, *asked)
    entries = standard_wording.describe_trial(tried.row, tried.threshold, tried.hours, counts)
    st.caption(standard_trial.remarks(tried))
    standard_trial.draw_counts(counts, entries, source, "metric_trial")
    page_link("what_if", label="看哪些单位会改变状态 →", query=_as_tried(tried.code))


def _as_tried(code: str) -> dict[str, str]:
    kept = {key: st.query_params[key] for key in ("try", "hours") if key in st.query_params}
    return link(indicator=code) | kept


def exempt(visit: Visit, row: Row, choice: Choice) -> None:
    """Draw how many members the indicator leaves out as exempt, if any: of the own unit, and unit by unit."""
    found = exempt_members(visit.reader, str(row["indicator_code"]), choice.year, choice.level)
    own = found.filter(
        (pl.col("unit_level") == visit.viewer.unit_level) & (pl.col("unit_id") == visit.viewer.unit.unit_id)
    )
    counted = {str(state): int(members) for state, members in own.select("exemption", "members").iter_rows()}
    if not counted:
        return
    st.caption(escaped(describe_exempt(visit.unit_name, choice.year, counted)))
    inside = found.filter(pl.col("unit_level") == choice.level)
    if choice.level != visit.viewer.unit_level and inside.height:
        table = exempt_table(inside)
        show(table, "没有计入应计人数的党员", "metric_exempt", height=320 if table.height > 8 else None)
        buttons(
            table, origin(visit, "没有计入应计人数的党员", choice.filters, str(row["indicator_code"])), "metric_exempt"
        )


def ways(visit: Visit, row: Row) -> None:
    """Draw the links from the definition to the units and their ledger rows."""
    code = str(row["indicator_code"])
    with st.container(horizontal=True, key="metric_ways"):
        for page, label, more in (
            ("compare", "在学校对比里看 →", {}),
            ("matrix", "展开到台账行 →", {"evidence": code, "sort": code, "family": str(row["family"])}),
            ("branch", "看支部详情 →", {"evidence": code}),
        ):
            if visit.viewer.may_open(page):
                page_link(page, label=label, query=link(indicator=code) | more)
