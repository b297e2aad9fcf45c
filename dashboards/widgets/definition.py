"""口径 in one click: the same words on every page, in every download."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards.database import definitions
from dashboards.shared.formatting import date_text
from dashboards.shared.kept import kept
from dashboards.shared.labels import DIRECTIONS
from dashboards.shared.markdown import escaped
from dashboards.widgets import page_links
from dashboards.widgets.url_state import choose, link
from dashboards.widgets.visit import Visit

_LINES = (
    ("分子", "numerator_text"),
    ("分母", "denominator_text"),
    ("不计入", "exclusions_text"),
    ("适用范围", "scope_text"),
    ("为什么看", "why_it_matters"),
    ("标准", "standard_text"),
    ("依据", "source"),
    ("依据原文", "source_passage"),
)


def definition(visit: Visit, indicator: str) -> dict[str, object] | None:
    """Return the definition of an indicator that the viewer may read."""
    return _by_code(definitions.indicators(visit.reader)).get(indicator)


@kept
def _by_code(indicators: pl.DataFrame) -> dict[str, dict[str, object]]:
    return {str(row["indicator_code"]): row for row in indicators.to_dicts()}


def lines(row: dict[str, object]) -> dict[str, str]:
    """Return the definition as (heading, text), as pages and downloads show it."""
    entries = {"指标": f"{row['indicator_code']} {row['name_zh']}"}
    entries |= {heading: str(row[name]) for heading, name in _LINES if row.get(name)}
    if row.get("standard_text") and not row.get("confirmed"):
        entries["标准"] = f"{row['standard_text']}（未确认，仅供参考，不用来判断达标）"
    if row["stopped"]:
        entries["停报"] = f"{row['stopped']}。停报期间这项指标不适用。"
    if row["policy_source"]:
        entries["政策状态"] = _policy(row)
    entries["方向"] = DIRECTIONS.get(str(row["direction"]), "")
    entries["最小样本"] = f"分母不少于 {row['minimum_base']}" if row.get("minimum_base") else "不设"
    managed = _managed(row)
    return entries | ({"管理": managed} if managed else {})


def _policy(row: dict[str, Any]) -> str:
    """Return what a document says of judging by this indicator, and whether the district confirmed it all the same."""
    said = "；".join(str(row[name]) for name in ("policy_note", "policy_source") if row[name])
    who = row["policy_confirmed_by"]
    outcome = f"{who}已于{date_text(row['policy_confirmed_on'])}确认使用" if who else "未经区里确认，只列数值，不作判断"
    return f"{row['policy_status']}（{said}）{outcome if row['policy_status'] == '有争议' else ''}"


def _managed(row: dict[str, Any]) -> str:
    """Return who wrote and who checked the definition, and when it was and will be reviewed."""
    people = [f"{word} {row[name]}" for word, name in (("起草", "author"), ("复核", "checked_by")) if row.get(name)]
    days = (("复核日期", "date_reviewed"), ("下次复核", "next_review"))
    return "，".join(people + [f"{word} {date_text(row[name])}" for word, name in days if row.get(name)])


def text(row: dict[str, object]) -> str:
    """Return the definition as Markdown."""
    return "\n\n".join(f"**{heading}**：{escaped(value)}" for heading, value in lines(row).items())


def one_of(visit: Visit, indicators: list[str], key: str) -> None:
    """Draw the choice of an indicator and its definition; one at a time, because there are many."""
    wanted = set(indicators)
    rows = {code: row for code, row in _by_code(definitions.indicators(visit.reader)).items() if code in wanted}
    if not rows:
        st.caption("没有指标。")
        return
    names = {code: f"{code}　{row['name_zh']}" for code, row in rows.items()}
    code = choose("看哪一项口径", key, names, next(iter(names)), width=320)
    st.markdown(text(rows[code]))
    page_link(visit, code)


def popover(visit: Visit, indicator: str, key: str) -> None:
    """Draw the button 口径 that opens the definition."""
    row = definition(visit, indicator)
    if row is None:
        return
    with st.popover("口径", key=key, type="tertiary"):
        st.markdown(text(row))
        page_link(visit, indicator)


def page_link(visit: Visit, indicator: str) -> None:
    """Draw the link to the indicator's own page."""
    if visit.viewer.may_open("metric"):
        page_links.page_link("metric", label="看这项指标的页面 →", query=link(indicator=indicator))
