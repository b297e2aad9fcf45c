"""Which months of a line with one column a month count: those that have passed or whose outcome is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ingest.faults import Fault
from ingest.ledger import Ledger
from ingest.recognition.table import Table
from ingest.recognition.title_lines import years_wanting
from ingest.recognition.wide_columns import Line, Month


def counted_months(
    line: Line, table: Table, ledger: Ledger, faults: list[Fault], as_of: date | None
) -> Iterator[tuple[date | None, dict[str, Any]]]:
    """Yield the months that have passed or whose outcome is told; the others are only filled in beforehand."""
    years = table.years_of(line.row)
    year = next(iter(years)) if len(years) == 1 else None
    named = [(key if isinstance(key, Month) else key[0], values) for key, values in line.values.items()]
    months = [(month, month.in_year(year), values) for month, values in named]
    outcome = next(each.holds[0] for each in ledger.unpivoted if ledger.column(each.of).kind == "month")
    told = [month.rank for month, first, values in months if _is_told(first, values, outcome, as_of)]
    last = max(told, default=(0, 0))
    counted = [(first, values) for month, first, values in months if month.rank <= last or _has_passed(first, as_of)]
    if any(first is None for first, _ in counted):
        header = next(column.header for column in ledger.columns if column.kind == "month")
        message = f"{header}没有写年份，{years_wanting(years)}。请在标题或文件名中写明年度（如“2025年度”）后重新报送。"
        faults.append(Fault(table.sheet.name, line.number, header, message))
    yield from counted


def _is_told(first: date | None, values: Mapping[str, Any], outcome: str, as_of: date | None) -> bool:
    """Say whether a month's outcome is told, readable or not; a zero for one to come is only filled in beforehand."""
    is_to_come = as_of is not None and first is not None and first > as_of
    return outcome in values and not (is_to_come and values[outcome] == 0)


def _has_passed(first: date | None, as_of: date | None) -> bool:
    return as_of is not None and first is not None and first < as_of.replace(day=1)
