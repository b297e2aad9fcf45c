"""The ledgers that could take a file of few columns: it may bring news of rows that are live in one of them.

编号 and 评价 alone are half of many ledgers. In which of them the file's rows are known is not to be seen here: it is
looked up while landing (`ingest.landing.known_elsewhere`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ingest.ledger import Ledger
from ingest.readers.sheet import Sheet
from ingest.recognition.called import ledger_called
from ingest.recognition.header_match import Match, Vocabulary, name_branches, vocabulary_of
from ingest.recognition.header_rows import header_rows, readings_at
from ingest.recognition.known_layout import Layouts
from ingest.recognition.recognise import MAY_STAND_ROUND, Recognised, has_rows, table_of
from ingest.recognition.table import Table
from ingest.schema import NUMBERS_OF_PERSONS, tells_rows_apart

_FEWEST_COLUMNS = 2


def candidates(
    sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger], layouts: Layouts, found: Recognised
) -> dict[str, list[Table]]:
    """Return the tables of a file as each ledger would read them that it may bring news of; none if it is settled.

    It is where a table is whole, or lacks its owner alone, and where the one ledger that could take it has been found;
    a file that is called another one is none of theirs.
    """
    if not _is_open(found):
        return {}
    vocabulary = vocabulary_of(tuple(ledgers.values())).with_layouts(layouts)
    tables = [table for sheet in sheets if sheet.kind != "lines" for table in _of_sheet(sheet, vocabulary)]
    by_ledger = {name: [table for table in tables if table.ledger == name] for name in ledgers}
    most = max(map(len, by_ledger.values()), default=0)
    able = {name: own for name, own in by_ledger.items() if own and len(own) == most}
    called = {each.id for own in able.values() if (each := ledger_called(own[0].places, ledgers.values())) is not None}
    if called:
        able = {name: own for name, own in able.items() if name in called}
    return {} if {table.ledger for table in found.tables} == able.keys() else _fewest_unknown_first(able)


def _is_open(found: Recognised) -> bool:
    """Say whether nothing was found, or nothing but tables that lack more than an owner."""
    return all(table.lacking is not None and table.missing_required not in MAY_STAND_ROUND for table in found.tables)


def _of_sheet(sheet: Sheet, vocabulary: Vocabulary) -> Iterable[Table]:
    """Yield the table below the likeliest header of a sheet, once for each ledger that could take it."""
    for rows, _ in header_rows(sheet, vocabulary):
        for match in readings_at(sheet, rows, vocabulary):
            if _says_something(match):
                table = table_of(sheet, rows, match, 0)
                if has_rows(table):
                    yield table


def _says_something(match: Match) -> bool:
    """Say whether a ledger tells the rows of a header apart, and what more they say of them."""
    own = {*match.columns.values(), *match.from_wide, match.ticked_column}
    keys = {"name" if name == "person" else name for name in match.ledger.key}
    return (
        bool(match.missing)
        and match.matched >= _FEWEST_COLUMNS
        and len(match.unknown) * 2 <= match.matched
        and bool(own - keys - NUMBERS_OF_PERSONS - {"name", "org", "school", None})
        and tells_rows_apart(
            match.ledger, frozenset(column.id for column in match.missing), frozenset(match.columns.values())
        )
        and not name_branches(match.unknown.values())
    )


def _fewest_unknown_first(able: dict[str, list[Table]]) -> dict[str, list[Table]]:
    unknown = {name: sum(len(table.unknown_headers) for table in tables) for name, tables in able.items()}
    return {name: able[name] for name in sorted(able, key=lambda name: unknown[name])}
