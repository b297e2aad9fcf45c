"""One number over several rows: merged cells under a column that adds up would count it once for each of them."""

from collections.abc import Iterator, Sequence

from ingest.faults import Fault
from ingest.ledger import Column
from ingest.readers.sheet import Span, is_blank
from ingest.recognition.table import Table


def shared_numbers(column: Column, table: Table, rows: Sequence[int]) -> Iterator[Fault]:
    """Yield a fault for each data row that has its number of the column together with others."""
    message = f"“{column.header}”是合并单元格，几行共用一个数，看不出每行各是多少。请取消合并，逐行填写。"
    for span in _spans(column, table) if column.adds_up else ():
        among = [row for row in rows if span.top <= row <= span.bottom]
        if len(among) > 1 and not is_blank(table.sheet.cells[among[0]][span.left]):
            yield from (Fault(table.sheet.name, table.sheet.row_number(row), column.header, message) for row in among)


def _spans(column: Column, table: Table) -> Iterator[Span]:
    """Yield the merged ranges over several rows in which numbers of the column stand."""
    own = {place for place, name in (*table.columns.items(), *table.addends.items()) if name == column.id}
    own |= {place for place, wide in table.wide.items() if wide.holds == column.id}
    for span in table.sheet.spans:
        if span.left in own and span.top < span.bottom:
            yield span
