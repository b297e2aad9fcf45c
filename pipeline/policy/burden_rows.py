"""Lines of the standards files (标准表) about what may be asked of schools and branches, and what need not (减负)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ingest.ledger import load_ledgers
from pipeline.policy.fields import Day, SourcedRow, StandardRow, Text, YesNo


class BurdenRule(SourcedRow):
    """What a document asks or forbids, and what is done here; `touches` is a word of the policy notes it explains."""

    unique = ("rule",)
    known_as = "减负规定"
    rule: Text
    document: Text
    known_since: Day
    asks: Text
    touches: str
    practice: Text
    confirmed: YesNo
    confirmed_by: str


class NeedlessColumn(SourcedRow):
    """A column of which somebody judged that another ledger says it (重复), or that it can be worked out (可推算)."""

    unique = ("ledger", "column_id")
    known_as = "可以不要的列"
    ledger: Text
    column_id: Text
    finding: Literal["重复", "可推算"]
    from_ledger: Text
    how: Text
    judged_on: Day
    confirmed: YesNo
    confirmed_by: str


def burden_faults(
    rules: Sequence[BurdenRule], columns: Sequence[NeedlessColumn]
) -> Iterator[tuple[StandardRow, str, str]]:
    """Yield confirmations by nobody, and columns and ledgers that do not exist."""
    judged: list[BurdenRule | NeedlessColumn] = [*rules, *columns]
    for row in judged:
        if row.confirmed and not row.confirmed_by.strip():
            yield row, "confirmed_by", "已确认的要写明由谁确认，请填写，或把 confirmed 改为 no"
    ledgers = load_ledgers()
    for column in columns:
        for name in ("ledger", "from_ledger"):
            if getattr(column, name) not in ledgers:
                yield column, name, f"没有台账“{getattr(column, name)}”，请改成台账的英文代号"
        own = ledgers.get(column.ledger)
        if own is not None and column.column_id not in {one.id for one in own.columns}:
            yield column, "column_id", f"“{own.title}”没有“{column.column_id}”列，请改成列的英文代号"
