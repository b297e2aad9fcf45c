"""The ledgers that could take a file of few columns: it may bring news of rows that are live in one of them.

编号 and 评价 alone are half of many ledgers. In which of them the file's rows are known is not to be seen here: it is
looked up while landing (`ingest.landing.known_elsewhere`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ingest.ledger import Ledger
from ingest.readers.sheet import Sheet
from ingest.recognition.column_names import name_branches
from ingest.recognition.header_match import Vocabulary, vocabulary_of
from ingest.recognition.header_rows import header_rows, readings_at
from ingest.recognition.known_layout import Layouts
from ingest.recognition.ledger_title import ledger_called
from ingest.recognition.match import Match
from ingest.recognition.table import MAY_STAND_ROUND, Recognised, Table, has_rows
from ingest.recognition.table_below import table_of
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
    able = _as_called(_able(sheets, ledgers, layouts), ledgers)
    return {} if {table.ledger for table in found.tables} == able.keys() else _fewest_unknown_first(able)


def _able(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger], layouts: Layouts) -> dict[str, list[Table]]:
    """Return the tables of a file by the ledgers that could take them, where none could take more."""
    vocabulary = vocabulary_of(tuple(ledgers.values())).with_layouts(layouts)
    by_ledger: defaultdict[str, list[Table]] = defaultdict(list)
    for sheet in sheets:
        for table in _of_sheet(sheet, vocabulary) if sheet.kind != "lines" else ():
            by_ledger[table.ledger].append(table)
    most = max(map(len, by_ledger.values()), default=0)
    return {name: own for name, own in by_ledger.items() if len(own) == most}


def _as_called(able: dict[str, list[Table]], ledgers: Mapping[str, Ledger]) -> dict[str, list[Table]]:
    """Return those that title, tab or file name call the file; all where they call it nothing."""
    called = {each.id for own in able.values() if (each := ledger_called(own[0].places, ledgers.values())) is not None}
    return {name: own for name, own in able.items() if name in called} if called else able


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
