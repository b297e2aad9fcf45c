"""What the page of report figures is made of: unit and span from the address, the paragraphs, a figure's rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboards.database import units
from dashboards.database.report_figures import figure_rows, spans
from dashboards.exports.workbook import Origin
from dashboards.shared.formatting import NO_VALUE, date_text, period_text
from dashboards.shared.labels import LEVELS
from dashboards.shared.markdown import escaped
from dashboards.shared.report_paragraphs import STATED, digits, in_words
from dashboards.shared.tables import Row, text
from dashboards.shared.tables import table as as_table
from dashboards.shared.unit import Unit, UnitKey
from dashboards.widgets.chart import fitting, frame, show, widths
from dashboards.widgets.downloads import buttons
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.refusal_log import refuse_unit
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit

SINCE, DAYS = "since", "days"
_HOW = {
    "count": "行数",
    "sum": "数量相加",
    "subjects": "同一对象计一次",
    "organisations": "同一党组织计一次",
    "share": "分子之和÷分母之和",
}


@dataclass(frozen=True)
class Span:
    """A span of days and its name in the report: 2025年, 2021年以来."""

    first: dt.date
    last: dt.date
    words: str

    @property
    def days(self) -> tuple[str, str]:
        """First and last day as queries take them."""
        return self.first.isoformat(), self.last.isoformat()


def unit_of(visit: Visit, choice: Choice) -> Unit:
    """Draw the box of units of the chosen level and return the unit; another's unit is refused with a sentence.

    A unit that was chosen on another level gives way to the first of this one.
    """
    offered = units.units(visit.reader, choice.level)
    names = {str(unit): str(name) for unit, name in offered.select("unit_id", "unit_name").rows()}
    asked = st.query_params.get("unit")
    known = asked is None or any(units.unit(visit.reader, UnitKey(level, asked)) for level in LEVELS)
    if not names or not known:
        refuse_unit(visit, "没有这个单位，或者当前身份无权查看。只能查看本单位范围内的单位。")
    with choice.row:
        unit_id = choose(LEVELS[choice.level], "unit", names, next(iter(names)), width=280)
    found = units.unit(visit.reader, UnitKey(choice.level, unit_id))
    assert found is not None
    return found


def span_of(visit: Visit, choice: Choice) -> Span:
    """Draw the box of spans (year, semesters, quarters, months, since, from-to) and return the one in the address."""
    periods = {
        f"{kind[0].upper()}{start.month:02d}": Span(start, end, _named(kind, start, end, visit.as_of))
        for kind, start, end in spans(visit.reader, choice.year).rows()
        if start <= visit.as_of
    }
    whole = f"{choice.year}年"
    labels = {code: span.words.removeprefix(whole).strip("（）") or "全年" for code, span in periods.items()}
    labels |= {SINCE: f"{whole}以来", DAYS: "自选起止日期"}
    with choice.row:
        code = choose("时段", "span", labels, next(iter(labels)), width=170)
    if code == SINCE:
        return Span(dt.date(choice.year, 1, 1), visit.as_of, f"{whole}以来")
    return _from_to(visit, choice) if code == DAYS else periods[code]


def _named(kind: str, start: dt.date, end: dt.date, as_of: dt.date) -> str:
    text = period_text(kind, start)
    return text if end <= as_of else f"{text}（截至{as_of.month}月{as_of.day}日）"


def _from_to(visit: Visit, choice: Choice) -> Span:
    earliest = dt.date(visit.first_year, 1, 1)
    first = _day("from", dt.date(choice.year, 1, 1), earliest, visit.as_of)
    last = _day("to", min(dt.date(choice.year, 12, 31), visit.as_of), earliest, visit.as_of)
    with choice.row:
        # Streamlit's calendar has English months and weekdays; a date is as quickly typed.
        for label, key, day in (("起（如 2022-03-01）", "from", first), ("止", "to", last)):
            st.session_state[f"span_{key}"] = day.isoformat()
            st.text_input(label, key=f"span_{key}", width=160, on_change=_keep_day, args=(key,))
    first, last = min(first, last), max(first, last)
    return Span(first, last, f"{date_text(first)}至{date_text(last)}")


def _day(key: str, default: dt.date, earliest: dt.date, latest: dt.date) -> dt.date:
    given = st.query_params.get(key)
    try:
        day = dt.date.fromisoformat(given) if given else default
    except ValueError:
        day = default
        st.caption(
            f"“{escaped(given)}”不是日期，请写成 {default.isoformat()} 的样子；现在按 {default.isoformat()} 计。"
        )
    return min(max(day, earliest), latest)


def _keep_day(key: str) -> None:
    st.query_params[key] = st.session_state[f"span_{key}"].strip()


def table_of(values: pl.DataFrame) -> pl.DataFrame:
    """Return the figures as a table: what the report says, the exact value, how many rows, how it is counted."""
    rows = values.to_dicts()
    return pl.DataFrame(
        {
            "名称": [row["label"] for row in rows],
            "写法": [in_words(row) for row in rows],
            "实数": [f"{digits(row['value'])}{row['unit']}" if row["state"] == STATED else NO_VALUE for row in rows],
            "台账行数": [NO_VALUE if row["row_count"] is None else str(row["row_count"]) for row in rows],
            "怎么数": [_HOW[row["how"]] + _extent(row) for row in rows],
            "参照原文": [row["source"] for row in rows],
        }
    )


def _extent(row: Row) -> str:
    return "（期末仍有效的）" if row["in_force"] else "（截至期末全部）" if row["from_start"] else ""


def figures(values: pl.DataFrame, origin: Origin) -> None:
    """Draw the table of figures; a click on a name opens its rows."""
    table = table_of(values)
    codes = [str(code) for code in values["figure"]]
    button = st.column_config.ButtonColumn(
        "名称（点开看台账行）",
        type="tertiary",
        alignment="left",
        pinned=True,
        width="medium",
        key="figure_click",
        on_click=_open,
        args=(codes,),
    )
    with frame(table, "figures_table"):
        st.dataframe(
            table,
            hide_index=True,
            key="figures_table",
            alt="工作数据",
            height=fitting(table.height),
            placeholder="—",
            column_config={**widths(table), "名称": button},
        )
    buttons(table, origin, "figures")


def _open(codes: list[str]) -> None:
    click = st.session_state.get("figure_click")
    if click is not None and 0 <= click["row"] < len(codes):
        st.query_params["figure"] = codes[click["row"]]


def rows_behind(visit: Visit, unit: Unit, span: Span, values: pl.DataFrame, origin: Origin) -> None:
    """Draw the ledger rows behind the figure of the address: file, sheet, row."""
    counted = {row["figure"]: row for row in values.to_dicts() if row["row_count"]}
    if not counted:
        st.caption("没有可以展开的数。")
        return
    labels = {code: str(row["label"]) for code, row in counted.items()}
    code = choose("展开哪个数", "figure", labels, next(iter(labels)), width=320)
    found = figure_rows(visit.reader, code, unit, *span.days)
    total = found["total"][0] if found.height else 0
    more = f"，下面是前 {found.height} 行" if total > found.height else ""
    st.markdown(f"{escaped(labels[code])}　**{escaped(in_words(counted[code]))}**　来自 {total} 行台账记录{more}。")
    if found["amount"].null_count():
        st.caption("没有数量的行：这份测评有评议人类别人数太少，票数不显示。")
    table = _rows_table(found)
    show(table, f"{labels[code]}的台账来源", "figure_rows", height=320 if table.height > 8 else None)
    buttons(table, origin, "figure_rows")


def _rows_table(found: pl.DataFrame) -> pl.DataFrame:
    is_share = (found["how"] == "share").any()
    side = {"计入": lambda row: "分子" if row["side"] == "numerator" else "分母"} if is_share else {}
    return as_table(
        found,
        {
            **side,
            "日期": lambda row: date_text(row["row_date"]),
            "数量": lambda row: row["amount"],
            "党组织": text("org_name"),
            "文件": lambda row: row["file"],
            "工作表": lambda row: row["sheet"],
            "行": lambda row: row["row_number"],
            "批次": lambda row: row["batch"],
        },
        {"数量": pl.Float64, "行": pl.Int64},
    )
