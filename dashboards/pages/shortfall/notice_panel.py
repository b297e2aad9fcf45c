"""督办单: a notice for an item below standard, and what the unit answered in its ledger of problems."""

from __future__ import annotations

import datetime as dt

import polars as pl
import streamlit as st

from dashboards.database import units
from dashboards.pages.shortfall import notice_tables, shortfall_queries, whose
from dashboards.pages.shortfall.notice_document import notice_bytes
from dashboards.review_packs.docx import DOCX
from dashboards.review_packs.queries import answers
from dashboards.shared.markdown import escaped
from dashboards.store import audit
from dashboards.store.notice import Notice, issue, issued
from dashboards.widgets.chart import show
from dashboards.widgets.date_input import day_box, day_of, not_a_day
from dashboards.widgets.downloads import buttons, log_download
from dashboards.widgets.export_origin import origin
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.visit import Visit
from ingest.errors import UserError

_DAYS = 30


def notices(visit: Visit, choice: Choice) -> None:
    """Draw the form that issues a notice, the notices of the viewer's units, and their answers."""
    if visit.viewer.may_freeze:
        _issue(visit, choice)
    own = {(level, unit) for level in ("school", "branch") for unit in _units(visit, level)}
    mine = [one for one in issued(visit.home) if (one.unit_level, one.unit_id) in own]
    table = notice_tables.listing(mine, answers(visit.reader), visit.as_of)
    st.markdown(notice_tables.sentence(table))
    if mine:
        show(table, "督办单", "notices")
        buttons(table, origin(visit, "督办单", {}), "notices")
    _take(visit, mine)
    st.caption("回复写在问题整改台账里：问题编号填督办编号，问题来源填“督查”；报送并更新数据后，这里显示整改情况。")


def _units(visit: Visit, level: str) -> list[str]:
    return [str(unit) for unit in units.units(visit.reader, level)["unit_id"]]


def _issue(visit: Visit, choice: Choice) -> None:
    found = shortfall_queries.worklist(visit.reader, choice.year, area=choice.area, stage=choice.stage)
    found = found.filter(pl.col("unit_level").is_in(("school", "branch")))
    unit, _ = whose.box(found)
    rows = {
        f"{row['unit_level']} {row['unit_id']} {row['indicator_code']}": row
        for row in whose.only(found, unit).to_dicts()
    }
    with st.form("issue_notice", border=True):
        chosen = st.selectbox(
            "督办事项",
            list(rows),
            format_func=lambda key: f"{rows[key]['unit_name']}｜{rows[key]['name_zh']}" if key in rows else key,
            index=None,
            placeholder="选择一项低于标准的事项",
        )
        typed = day_box("整改期限", dt.date.today() + dt.timedelta(days=_DAYS), "notice_due")
        asked = st.form_submit_button("发出督办单", type="primary")
    if not asked:
        return
    due = day_of(typed)
    if chosen not in rows:
        st.warning("请选择督办事项。")
        return
    if due is None or due < dt.date.today():
        st.warning(escaped(not_a_day(typed)) if due is None else "整改期限不能早于今天。")
        return
    made = issue(visit.home, **notice_tables.content(rows[chosen], due, visit.unit_name, visit.build.build_id))
    audit.record(
        visit.home,
        role=visit.viewer.role,
        unit=visit.viewer.unit_id,
        action="notice",
        object=made.number,
        detail=f"{made.unit_name} {made.item}",
    )
    st.success(f"已发出督办单 {made.number}，在下面下载 Word 文件。")


def _take(visit: Visit, mine: list[Notice]) -> None:
    numbers = {one.number: one for one in mine}
    if not numbers:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "下载哪一份",
            list(numbers),
            format_func=lambda number: f"{number}　{numbers[number].unit_name}" if number in numbers else number,
            key="notice_of",
            width=420,
        )
        try:
            content = notice_bytes(visit.home, numbers[chosen])
        except UserError as error:
            st.error(escaped(error))
            return
        st.download_button(
            "下载督办单（.docx）",
            audit.by_whom(
                lambda: log_download(visit.home, visit.viewer, content, "未达标与预警｜督办单", f"督办单{chosen}.docx")
            ),
            f"督办单{chosen}.docx",
            DOCX,
            key="take_notice",
            on_click="ignore",
        )
