"""Follow-up beside what fell short: what holds, what is overdue, what came back; and who may change it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dashboards.database.reader import Reader
from dashboards.pages.shortfall.follow_up_queries import short_item
from dashboards.shared.labels import LEVELS
from dashboards.store import audit, follow_up
from dashboards.store.follow_up import Item

KEY = ("indicator_code", "unit_level", "unit_id")
NONE, OPEN, OVERDUE, SETTLED = "none", "open", "overdue", "settled"
_LONGEST = {"责任岗位": 40, "说明": 500}


@dataclass(frozen=True)
class Change:
    """What somebody enters about an item: state, responsible post, day by which it is to be done, note."""

    state: str
    post: str
    due_on: dt.date | None
    note: str


def beside(rows: pl.DataFrame, newest: pl.DataFrame, year: int, today: dt.date) -> pl.DataFrame:
    """Return `rows` with follow_state, post, due_on, follow_note, is_overdue and came_back.

    What was settled in an earlier year and falls short again is new again, without a state.
    """
    kept = newest.select(
        *KEY,
        "post",
        "due_on",
        pl.col("state").alias("follow_state"),
        pl.col("note").alias("follow_note"),
        came_back=(pl.col("state") == "已销号") & (pl.col("year") < year),
    )
    came_back = pl.col("came_back").fill_null(False)
    joined = rows.join(kept, on=KEY, how="left", maintain_order="left").with_columns(came_back.alias("came_back"))
    gone = pl.col("came_back")
    joined = joined.with_columns(
        [
            pl.when(gone).then(None).otherwise(pl.col(name)).alias(name)
            for name in ("follow_state", "post", "due_on", "follow_note")
        ]
    )
    late = pl.col("follow_state").is_in(follow_up.OPEN) & (pl.col("due_on") < today)
    return joined.with_columns(is_overdue=late.fill_null(False), is_new=pl.col("is_new") | gone)


def filtered(rows: pl.DataFrame, state: str | None, follow: str | None) -> pl.DataFrame:
    """Return the rows that are new or continuing, and whose follow-up is none, open, overdue or settled."""
    if state is not None:
        rows = rows.filter(pl.col("is_new") == (state == "new"))
    wanted = {
        NONE: pl.col("follow_state").is_null(),
        OPEN: pl.col("follow_state").is_in(follow_up.OPEN),
        OVERDUE: pl.col("is_overdue"),
        SETTLED: pl.col("follow_state") == "已销号",
    }
    return rows if follow is None else rows.filter(wanted[follow].fill_null(False))


def change(reader: Reader, home: Path, item: Item, entered: Change, unit_name: str) -> str | None:
    """Store a change of `item` and log it; return why not, if refused."""
    problem = _refusal(reader, item, entered)
    if problem is not None:
        return problem
    follow_up.add(
        home,
        item,
        state=entered.state,
        post=entered.post,
        due_on=entered.due_on,
        note=entered.note,
        role=reader.viewer.role,
        unit=unit_name,
    )
    audit.record(
        home,
        role=reader.viewer.role,
        unit=reader.viewer.unit_id,
        action="follow_up",
        object=f"{item.indicator_code} {LEVELS[item.unit.unit_level]} {item.unit.unit_id} {item.year}年",
        detail=entered.state,
    )
    return None


def _refusal(reader: Reader, item: Item, entered: Change) -> str | None:
    if not reader.viewer.may_follow_up:
        return f"身份“{reader.viewer.role}”只看跟进情况，不能登记。"
    if short_item(reader, item) is None:
        return "这个单位不在您的范围内，或者这一项没有低于标准，不能登记。"
    return _fault(entered)


def _fault(entered: Change) -> str | None:
    """Return what an entry lacks or has too much of, or None."""
    if entered.state not in follow_up.STATES:
        return "请选择跟进状态。"
    if entered.state == "整改中" and not (entered.post and entered.due_on):
        return "整改中要写明责任岗位和期限。"
    if entered.state in ("数据问题", "已销号") and not entered.note:
        return f"“{entered.state}”要写明说明：哪里不对，或怎样改好的。"
    for name, text in (("责任岗位", entered.post), ("说明", entered.note)):
        if len(text) > _LONGEST[name]:
            return f"{name}不超过 {_LONGEST[name]} 个字。"
    return None
