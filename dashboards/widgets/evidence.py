"""From a number down to file, sheet and row."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import streamlit as st

from dashboards.database import evidence, values
from dashboards.shared.formatting import base_of, standard_of, value_of
from dashboards.shared.labels import status
from dashboards.shared.markdown import escaped
from dashboards.shared.unit import Unit
from dashboards.widgets import definition, evidence_table
from dashboards.widgets.chart import show
from dashboards.widgets.downloads import buttons
from dashboards.widgets.export_origin import origin
from dashboards.widgets.family import worst_first
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit


def panel(visit: Visit, unit: Unit, standing: pl.DataFrame, year: int, filters: dict[str, str]) -> None:
    """Draw one indicator's value, its parts, and the ledger rows that it was counted from."""
    names = {row["indicator_code"]: f"{row['family']}｜{row['name_zh']}" for row in standing.to_dicts()}
    if not names:
        st.caption("没有可展开的指标。")
        return
    worst = [str(row["indicator_code"]) for row in worst_first(standing, 1)] or list(names)
    code = choose("展开哪一项指标", "evidence", names, worst[0], width=420)
    row = standing.filter(pl.col("indicator_code") == code).row(0, named=True)
    _value(visit, row)
    _parts(values.parts(visit.reader, code, unit, year))
    first, last = dt.date(year, 1, 1).isoformat(), dt.date(year, 12, 31).isoformat()
    found = evidence.source_rows(visit.reader, code, unit, first, last)
    if found.is_empty():
        st.caption("这一年没有记到台账行（没有发生，或没有报送）。")
        return
    table = _source_rows(found, str(row["name_zh"]))
    buttons(table, origin(visit, "台账来源", filters, code, unit=unit.unit_name), "evidence")


def _value(visit: Visit, row: dict[str, Any]) -> None:
    style = status(row["state"])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"{escaped(row['name_zh'])}　**{escaped(value_of(row))}**　:{style.markdown}[{style.label}]　"
            f"分子/分母 {escaped(base_of(row))}　标准 {escaped(standard_of(row))}"
        )
        definition.popover(visit, row["indicator_code"], f"evidence_define_{row['indicator_code']}")


def _parts(parts: pl.DataFrame) -> None:
    if parts.is_empty():
        return
    rows = parts.to_dicts()
    table = {
        "分项": [row["breakdown"] for row in rows],
        "数值": [value_of(row) for row in rows],
        "分子/分母": [base_of(row) for row in rows],
    }
    show(pl.DataFrame(table), "分项数值", "parts_table")


def _source_rows(found: pl.DataFrame, name: str) -> pl.DataFrame:
    """Draw the ledger rows and return their table."""
    total = found["total"][0]
    st.markdown(f"共 {total} 行台账记录" + (f"，下面是前 {found.height} 行。" if total > found.height else "。"))
    if (found["ledger"] == "survey").any():
        st.caption("测评只列各党组织的合计，不逐票列出。")
    if found["amount"].null_count():
        st.caption("没有数量的行：这份测评有评议人类别人数太少，票数不显示。")
    table = evidence_table.evidence(found)
    show(table, f"{name}的台账来源", "evidence_table", height=320 if found.height > 8 else None)
    return table
