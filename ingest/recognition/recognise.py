"""Find the ledgers on a sheet by their headers, wherever they stand, whatever the file is called."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from ingest.cells.cell_text import cell_text
from ingest.cells.parse import read_once, reader_of
from ingest.ledger import Ledger
from ingest.readers.sheet import Sheet, is_blank, stacked
from ingest.recognition.called import called_otherwise
from ingest.recognition.column_names import name_branches
from ingest.recognition.crosswise import crosswise, sums_up
from ingest.recognition.forms import form_sheets
from ingest.recognition.header_match import Vocabulary, vocabulary_of
from ingest.recognition.header_rows import header_rows, headers_at, title_start
from ingest.recognition.headings import take_headings
from ingest.recognition.known_layout import Layouts
from ingest.recognition.ledger_title import ledger_called
from ingest.recognition.lines_above import with_header_first
from ingest.recognition.match import Match
from ingest.recognition.month_disputes import note_disputes
from ingest.recognition.refusals import lacking_columns, nothing_found
from ingest.recognition.table import MAY_STAND_ROUND, Recognised, Table, has_rows
from ingest.recognition.table_below import table_of, texts_between
from ingest.recognition.title_lines import years_in
from ingest.schema import tells_rows_apart
from ingest.text.header_text import header_keys

_NUMBER = "编号"
_SERIALS_LOOKED_AT = 20
_FEWEST_BESIDE = 2
_TOLD_BY_KIND = frozenset({"date", "month", "int", "number"})


def recognise_file(
    sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger], layouts: Layouts | None = None
) -> Recognised:
    """Recognise all sheets of one file.

    A sheet that is no ledger (a code list, instructions) is ignored if another one is. A ledger that lacks
    a required column by which its rows are told apart refuses the whole file.
    """
    found = _tables_and_forms(sheets, ledgers, layouts)
    ignored = _without_tables(sheets, found)
    tables = list(chain.from_iterable(found))
    for table in tables:
        take_headings(table, ledgers[table.ledger])
    note_disputes(tables, sheets)
    complete = [table for table in tables if not table.missing_required]
    near = [table for table in tables if table.missing_required]
    refusal = _take_in(near, complete, ignored, ledgers)
    if refusal is None and not complete:
        refusal = _nothing(sheets, ledgers)
    if refusal is not None:
        return Recognised([], refusal, ignored)
    return Recognised(sorted(complete, key=lambda table: ledgers[table.ledger].order), None, ignored)


def _without_tables(sheets: Sequence[Sheet], found: list[list[Table]]) -> list[str]:
    """Return the names of the sheets on which nothing was found; the lines of a document are no sheet to its clerk."""
    return [sheet.name for sheet, tables in zip(sheets, found, strict=True) if not tables and sheet.kind != "lines"]


def _take_in(near: list[Table], complete: list[Table], ignored: list[str], ledgers: Mapping[str, Ledger]) -> str | None:
    """Add tables that lack required columns to the complete ones or to what is ignored; say why a file is refused."""
    present = {table.ledger for table in complete}
    for table in near:
        if present and (not _is_serious(table, present) or (table.ledger in present and _sums_up(table))):
            ignored.append(table.sheet.name)
            continue
        table.lacking = _refusal(table, ledgers)
        is_another = called_otherwise(table, ledgers) is not None
        if is_another or not _may_change_known_rows(table, ledgers[table.ledger]):
            return table.lacking
        complete.append(table)
    return None


def _sums_up(table: Table) -> bool:
    """Say whether a sheet only sums up another: its title or tab says so, that of the file is of all sheets."""
    tab = table.places.index(table.sheet.name) if table.sheet.name in table.places else 0
    return sums_up(table.places[: tab + 1])


def _nothing(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> str:
    """Return the sentence about a file in which no ledger was found."""
    across = next(
        (f"工作表“{sheet.name}”：{said.sentence}" for sheet in sheets if (said := crosswise(sheet, ledgers))), None
    )
    if across is not None:
        return f"{across}请改好后重新报送，整个文件没有入库。"
    return nothing_found(_called_readings(sheets, ledgers) or _readings(sheets, ledgers))


def _tables_and_forms(
    sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger], layouts: Layouts | None
) -> list[list[Table]]:
    """Return what stands on each sheet. Forms are looked for in documents, and in workbooks without a table."""
    found = _tables_of_each(sheets, ledgers, layouts)
    has_tables, is_all_text = any(map(_is_complete, found)), not any(found)
    vocabulary = vocabulary_of(tuple(ledgers.values()))
    for place, sheet in enumerate(sheets):
        if _is_complete(found[place]) or (has_tables and sheet.kind == "sheet"):
            continue
        forms = [table for form in form_sheets(sheet, vocabulary) for table in find_tables(form, ledgers)]
        if _are_meant(forms, found[place], sheet) or (is_all_text and _is_nearly_complete(forms)):
            found[place] = forms
    return found


def _are_meant(forms: list[Table], tables: list[Table], sheet: Sheet) -> bool:
    """Say whether what a sheet is read as is its forms, not its tables."""
    return _is_complete(forms) or (not tables and sheet.kind != "lines") or _lack_less(forms, tables)


def _lack_less(forms: list[Table], tables: list[Table]) -> bool:
    """Say whether forms lack one column at most, as their organisation, which may stand round them; the tables more."""
    return bool(forms and tables) and all(
        len(form.missing_required) == 1 and form.share_of_required > max(each.share_of_required for each in tables)
        for form in forms
    )


def _tables_of_each(
    sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger], layouts: Layouts | None
) -> list[list[Table]]:
    """Return the tables on each sheet; one that goes on from the sheet before may have its header there."""
    found: list[list[Table]] = []
    for sheet in sheets:
        tables = find_tables(sheet, ledgers, layouts) if sheet.kind != "lines" else []
        if sheet.continues and found and not _is_complete(tables):
            tables = _by_header_before(sheet, found[-1], ledgers, layouts) or tables
        found.append(tables)
    return found


def _is_complete(tables: list[Table]) -> bool:
    return any(not table.missing_required for table in tables)


def _is_nearly_complete(tables: list[Table]) -> bool:
    """Say whether a table lacks nothing, or an organisation that may stand round it."""
    return any(table.missing_required in MAY_STAND_ROUND for table in tables)


def _by_header_before(
    sheet: Sheet, before: list[Table], ledgers: Mapping[str, Ledger], layouts: Layouts | None
) -> list[Table]:
    """Return the tables of a sheet whose header stands on the sheet before; none if it does not."""
    if not _is_nearly_complete(before) or len(before[-1].sheet.cells[-1]) != len(sheet.cells[-1]):
        return []
    head = before[-1]
    tables = find_tables(stacked(head.sheet, head.first_data_row, sheet), ledgers, layouts)
    return tables if _is_nearly_complete(tables) else []


def find_tables(sheet: Sheet, ledgers: Mapping[str, Ledger], layouts: Layouts | None = None) -> list[Table]:
    """Return the tables on the sheet, from top to bottom.

    A table that lacks required columns is returned too, with `missing_required`, if it has at least half of
    them.
    """
    vocabulary = vocabulary_of(tuple(ledgers.values())).with_layouts(layouts)
    found = _with_headers_first(sheet, vocabulary, ledgers)
    tables = [table for table in found if not _is_a_form(table, ledgers[table.ledger])]
    if _is_complete(tables):
        tables = [table for table in tables if not table.missing_required or has_rows(table)]
    return [each for table in filter(_is_likely, tables) for each in (table, *_further_blocks(table))]


def _with_headers_first(sheet: Sheet, vocabulary: Vocabulary, ledgers: Mapping[str, Ledger]) -> list[Table]:
    """Return all tables; a header that was sorted among its own lines is read as though it stood above them."""
    found = _all_tables(sheet, vocabulary)
    if not found or found[0].header_rows[0] == 0:
        return found
    header_first = with_header_first(found[0], ledgers[found[0].ledger])
    return found if header_first is None else _all_tables(header_first, vocabulary)


def _is_likely(table: Table) -> bool:
    return not table.missing_required or table.share_of_required >= 0.5 or table.layout is not None


def _all_tables(sheet: Sheet, vocabulary: Vocabulary) -> list[Table]:
    """Return a table for every header on the sheet; each ends where the titles of the next begin."""
    tables: list[Table] = []
    start = 0
    for rows, match in header_rows(sheet, vocabulary):
        if rows[0] < start:
            continue
        titles = title_start(sheet, start, rows[0]) if tables else 0
        table = table_of(sheet, rows, match, titles)
        if tables:
            tables[-1].end_row = titles
            if not years_in(texts_between(sheet, titles, rows[0])):
                table.years |= tables[-1].years  # a header repeated further down, as when printed
        if table.layout is None:
            _drop_serial_numbers(table, match.ledger)
        tables.append(table)
        start = rows[-1] + 1
    return tables


def _readings(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> list[tuple[str, Match]]:
    """Return what could be a header on any sheet (by its name), complete or not."""
    vocabulary = vocabulary_of(tuple(ledgers.values()))
    return [(sheet.name, match) for sheet in sheets for _, match in header_rows(sheet, vocabulary) if match.matched]


def _called_readings(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> list[tuple[str, Match]]:
    """Return the readings of possible headers by the ledgers that their titles, tabs or files speak of."""
    vocabulary = vocabulary_of(tuple(ledgers.values()))
    found = [
        (sheet.name, _as_called(sheet, rows, match.places, ledgers))
        for sheet in sheets
        for rows, match in header_rows(sheet, vocabulary)
    ]
    return [(name, match) for name, match in found if match is not None and match.missing]


def _further_blocks(table: Table) -> list[Table]:
    """Return the blocks beside the first one as tables of their own, on the same rows."""
    nothing: dict[int, str] = {}
    return [
        replace(
            table,
            columns=columns,
            blocks=[],
            serial_column=None,
            year_column=None,
            month_column=None,
            unknown_headers=nothing,
            spare=nothing,
            addends=nothing,
            rivals=nothing,
            not_needed=nothing,
            is_further_block=True,
        )
        for columns in table.blocks
    ]


def _drop_serial_numbers(table: Table, ledger: Ledger) -> None:
    """A column headed just 编号 that counts 1, 2, 3 … numbers rows, not people."""
    header = table.sheet.cells[table.header_rows[-1]]
    for place, column_id in list(table.columns.items()):
        column = ledger.column(column_id)
        if column.form == "code" and not column.required and _NUMBER in header_keys(str(header[place])):
            seen = [row[place] for row in table.sheet.cells[table.first_data_row :][:_SERIALS_LOOKED_AT]]
            numbers = [cell_text(value).removesuffix(".0") for value in seen if not is_blank(value)]
            if numbers == [str(number) for number in range(1, len(numbers) + 1)]:
                table.unknown_headers[place] = str(header[place])
                del table.columns[place]


def _is_a_form(table: Table, ledger: Ledger) -> bool:
    """Tell a form for one meeting, labels and values side by side, from a table with one row a meeting."""
    if _has_values_beside(table, ledger):
        return True
    return not has_rows(table) and len(table.unknown_headers) * 2 >= len(table.columns) > 0


def _has_values_beside(table: Table, ledger: Ledger) -> bool:
    """Say whether a header has to its right what could stand under it: 活动时间 and 2026年3月5日."""
    if table.layout is not None or not table.unknown_headers:
        return False
    beside = [
        column.kind
        for place, name in table.columns.items()
        if place + 1 in table.unknown_headers
        and (column := ledger.column(name)).kind in _TOLD_BY_KIND
        and read_once(reader_of(column), table.unknown_headers[place + 1]).problem is None
    ]
    return "date" in beside or len(beside) >= _FEWEST_BESIDE  # a number alone may be a header that is odd


def _is_serious(table: Table, present: set[str]) -> bool:
    """Beside complete ledgers a short list of names is a code list; most of a ledger's columns is a ledger."""
    if not has_rows(table):
        return False
    return table.ledger in present or (table.share_of_required >= 0.75 and len(table.columns) >= 4)


def _may_change_known_rows(table: Table, ledger: Ledger) -> bool:
    """Tell whether rows can be told apart without the missing columns, and say more than which rows they are."""
    if table.missing_required and table.missing_required in MAY_STAND_ROUND:
        # The organisation may stand in the title, on the tab or in the name of the file; not beside a column of others.
        return has_rows(table) and not name_branches(table.unknown_headers.values())
    return has_rows(table) and tells_rows_apart(
        ledger, frozenset(table.missing_required), frozenset(table.columns.values())
    )


def _refusal(table: Table, ledgers: Mapping[str, Ledger]) -> str:
    across = crosswise(table.sheet, ledgers)
    if across is not None:
        return f"工作表“{table.sheet.name}”：{across.sentence}请改好后重新报送，整个文件没有入库。"
    called = _as_called(table.sheet, table.header_rows, table.places, ledgers)
    if called_otherwise(table, ledgers) is not None and called is not None and called.missing:
        return lacking_columns(table.sheet.name, called.ledger, called.missing, called.unknown, called.wide.values())
    ledger = ledgers[table.ledger]
    missing = [ledger.column(column_id) for column_id in table.missing_required]
    return lacking_columns(table.sheet.name, ledger, missing, table.unknown_headers, table.wide.values())


def _as_called(
    sheet: Sheet, rows: tuple[int, ...], places: Sequence[str], ledgers: Mapping[str, Ledger]
) -> Match | None:
    """Return how the ledger that a title, the tab or the name of the file speaks of reads a header."""
    ledger = ledger_called(places, ledgers.values())
    if ledger is None:
        return None
    vocabulary = vocabulary_of(tuple(ledgers.values()))
    return vocabulary.match(ledger, headers_at(sheet, rows), [], lambda place: (), places=places)
