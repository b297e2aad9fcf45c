"""Keep of a table where it stands, before its cells are let go."""

from __future__ import annotations

from ingest.recognition.table import Table
from ingest.recognition.table_position import TablePosition


def position_of(table: Table, headers: dict[str, str], head: int = 0) -> TablePosition:
    """Keep of a table what marking needs. `headers` are canonical headers by column id."""
    columns = {headers[name]: place for place, name in reversed(table.columns.items())}
    for place, together in table.together.items():
        for name in together:
            columns.setdefault(headers[name], place)
    for name in table.from_wide:
        columns.setdefault(headers[name], min(table.wide))
    beside = {place for place in (table.serial_column, table.year_column, table.month_column) if place is not None}
    used = frozenset({*table.columns, *table.spare, *table.wide, *table.together, *beside})
    sheet = table.sheet
    form = {header: sheet.origin[place] for header, place in columns.items() if place in sheet.origin}
    first, above = _as_it_came(table)
    return TablePosition(sheet.name, head, first, table.end_row, columns, used, sheet.first_row, form, above)


def _as_it_came(table: Table) -> tuple[int, range]:
    """Return the first row of data below the header as the file has it, and those that stand above the header there."""
    moved = table.sheet.moved
    if moved is None or table.header_rows[0] != moved.top:
        return table.first_data_row, range(0)
    return table.first_data_row + moved.rows, range(moved.top, moved.top + moved.rows)
