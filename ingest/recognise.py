"""Find the ledgers on a sheet by their headers, wherever they stand, whatever the file is called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ingest.chinese import normalise
from ingest.header_match import Match, Vocabulary
from ingest.ledger import Column, Ledger
from ingest.sheet import Sheet, is_blank
from ingest.title_lines import Labelled, labelled_values, years_in

_ROWS_LOOKED_AT_CLOSELY = 40
_LONGEST_HEADER = 60
_ALIKE = 45.0


@dataclass(slots=True)
class Table:
    """One ledger found on one sheet.

    Rows and columns are indexes into `sheet.cells` (zero-based; `sheet.row_number` gives the number a user
    sees). `columns` maps a place to a column id; `spare` columns serve where the column of the same id is
    blank; `wide` columns are grades that hold votes; `constants` are values that a title line gives for the
    whole table. Data stand in rows `first_data_row` up to but not including `end_row`. `years` are those of
    title lines, sheet name and file name. A table with `missing_required` (column ids) must not be landed.
    """

    ledger: str
    sheet: Sheet
    header_rows: tuple[int, ...]
    columns: dict[int, str]
    unknown_headers: dict[int, str]
    missing_required: tuple[str, ...]
    first_data_row: int
    end_row: int
    years: frozenset[int] = frozenset()
    spare: dict[int, str] = field(default_factory=dict)
    wide: dict[int, str] = field(default_factory=dict)
    constants: dict[str, Labelled] = field(default_factory=dict)
    in_minutes: frozenset[str] = frozenset()
    serial_column: int | None = None
    year_column: int | None = None
    share_of_required: float = 1.0

    def place_of(self, column_id: str) -> int | None:
        """Return the index of the column in the sheet; None if a title line gives it, or nothing does."""
        place = next((place for place, name in self.columns.items() if name == column_id), None)
        return min(self.wide) if place is None and self.wide and column_id in {"grade", "votes"} else place


@dataclass(slots=True)
class Recognised:
    """What a file holds: its tables in the order of dependency, or the sentence for which it is refused whole."""

    tables: list[Table]
    refusal: str | None = None
    ignored_sheets: list[str] = field(default_factory=list)


def recognise_file(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> Recognised:
    """Recognise all sheets of one file.

    A sheet that is no ledger (a code list, instructions) is ignored if another one is. A ledger that lacks
    a required column refuses the whole file.
    """
    complete: list[Table] = []
    near: list[Table] = []
    ignored: list[str] = []
    for sheet in sheets:
        found = find_tables(sheet, ledgers)
        complete += [table for table in found if not table.missing_required]
        near += [table for table in found if table.missing_required]
        if not found:
            ignored.append(sheet.name)
    present = {table.ledger for table in complete}
    for table in near:
        if not present or _is_serious(table, present):
            return Recognised([], _refusal(table, ledgers[table.ledger]), ignored)
        ignored.append(table.sheet.name)
    if not complete:
        return Recognised([], _nothing_found(sheets, ledgers), ignored)
    return Recognised(sorted(complete, key=lambda table: ledgers[table.ledger].order), None, ignored)


def find_tables(sheet: Sheet, ledgers: Mapping[str, Ledger]) -> list[Table]:
    """Return the tables on the sheet, from top to bottom.

    A table that lacks required columns is returned too, with `missing_required`, if it has at least half of
    them.
    """
    vocabulary = Vocabulary(ledgers.values())
    tables: list[Table] = []
    start = 0
    for rows, match in _headers(sheet, vocabulary):
        if rows[0] < start:
            continue
        title_start = _title_start(sheet, start, rows[0]) if tables else 0
        if tables:
            tables[-1].end_row = title_start
        table = _table(sheet, rows, match, title_start)
        if tables and not years_in(_texts(sheet, title_start, rows[0])):
            table.years |= tables[-1].years  # a header repeated further down, as when printed
        tables.append(table)
        start = rows[-1] + 1
    if any(not table.missing_required for table in tables):
        tables = [table for table in tables if not table.missing_required or _has_rows(table)]
    return [table for table in tables if not table.missing_required or table.share_of_required >= 0.5]


def _headers(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[tuple[tuple[int, ...], Match]]:
    """Yield header rows with their best reading; incomplete ones only while nothing complete was found."""
    best: tuple[tuple[int, ...], Match] | None = None
    found = False
    carried: list[Labelled] = []
    skip_to = 0
    for row in range(len(sheet.cells)):
        if row < skip_to or not _may_be_header(sheet.cells[row], vocabulary, row < _ROWS_LOOKED_AT_CLOSELY):
            continue
        start = _title_start(sheet, skip_to, row) if found else max(0, row - _ROWS_LOOKED_AT_CLOSELY)
        titles = [*carried, *labelled_values(sheet.cells, start, row)]
        rows, match = _best_at(sheet, row, vocabulary, titles)
        if match.missing:
            nearly = match.share_of_required >= 0.75 and match.matched >= 4
            if found and nearly:
                yield rows, match
            elif not found and (best is None or match.rank > best[1].rank):
                best = (rows, match)
            continue
        found = True
        yield rows, match
        carried = titles
        skip_to = rows[-1] + 1
    if not found and best is not None:
        yield best


def _may_be_header(row: list[object], vocabulary: Vocabulary, closely: bool) -> bool:
    """Tell cheaply whether a row can be a header; below the first rows a date or a number rules it out."""
    texts: list[str] = []
    for cell in row:
        if isinstance(cell, str):
            if cell and (not closely) and cell[0].isdigit():
                return False
            if cell and len(cell) <= _LONGEST_HEADER:
                texts.append(cell)
        elif not closely and cell is not None:
            return False
    if len(texts) < 2:
        return False
    if not closely and not any(vocabulary.knows(text) for text in texts[:4]):
        return False
    return sum(vocabulary.knows(text) for text in texts) >= 2


def _best_at(
    sheet: Sheet, row: int, vocabulary: Vocabulary, titles: Sequence[Labelled]
) -> tuple[tuple[int, ...], Match]:
    """Return the best reading of a header that begins in this row: on one row, or together with the next."""
    rows: tuple[int, ...] = (row,)
    best = _best(vocabulary, _one_row(sheet, row), titles)
    if row + 1 < len(sheet.cells):
        two = _best(vocabulary, _two_rows(sheet, row), titles)
        if two.rank > best.rank and two.matched > best.matched:
            below = _best(vocabulary, _one_row(sheet, row + 1), titles)
            if below.rank >= two.rank:
                return (row + 1,), below
            rows, best = (row, row + 1), two
    return rows, best


def _best(vocabulary: Vocabulary, headers: list[list[str]], titles: Sequence[Labelled]) -> Match:
    matches = (vocabulary.match(ledger, headers, titles) for ledger in vocabulary.ledgers)
    return max(matches, key=lambda match: match.rank)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _one_row(sheet: Sheet, row: int) -> list[list[str]]:
    return [[_text(cell)] if not is_blank(_text(cell)) else [] for cell in sheet.cells[row]]


def _two_rows(sheet: Sheet, row: int) -> list[list[str]]:
    """Read two rows as one header; a heading above reaches as far as its merged range, or to the next one."""
    upper = [_text(cell).strip() for cell in sheet.cells[row]]
    lower = [_text(cell).strip() for cell in sheet.cells[row + 1]]
    lower += [""] * (len(upper) - len(lower))
    upper += [""] * (len(lower) - len(upper))
    above = list(upper)
    spans = {
        place: span
        for span in sheet.spans
        if span.top <= row <= span.bottom
        for place in range(span.left, span.right + 1)
    }
    for place in range(len(above)):
        if above[place] or not lower[place]:
            continue
        span = spans.get(place)
        if span is not None:
            above[place] = upper[span.left]
        elif place and not sheet.spans:  # text files and .ods tell nothing of merged ranges
            above[place] = above[place - 1]
    headers: list[list[str]] = []
    for high, low in zip(above, lower, strict=True):
        readings = [high + low, low] if high and low and high != low else [low or high]
        headers.append([text for text in readings if text])
    return headers


def _title_start(sheet: Sheet, start: int, header: int) -> int:
    """Return the first of the title lines above a header further down the sheet."""
    first = header
    while first > start:
        cells = [cell for cell in sheet.cells[first - 1] if not is_blank(cell)]
        is_title = len(cells) == 1 and isinstance(cells[0], str)
        is_labelled = 0 < len(cells) <= 4 and isinstance(cells[0], str) and bool(labelled_values([[*cells]], 0, 1))
        if cells and not is_title and not is_labelled:
            break
        first -= 1
    return first


def _table(sheet: Sheet, rows: tuple[int, ...], match: Match, title_start: int) -> Table:
    return Table(
        ledger=match.ledger.id,
        sheet=sheet,
        header_rows=rows,
        columns=match.columns,
        unknown_headers=match.unknown,
        missing_required=tuple(column.id for column in match.missing),
        first_data_row=rows[-1] + 1,
        end_row=len(sheet.cells),
        years=years_in([*_texts(sheet, title_start, rows[0]), sheet.name, sheet.file]),
        spare=match.spare,
        wide=match.wide,
        constants=match.constants,
        in_minutes=match.in_minutes,
        serial_column=match.serial,
        year_column=match.year,
        share_of_required=match.share_of_required,
    )


def _texts(sheet: Sheet, start: int, stop: int) -> list[str]:
    return [cell for row in sheet.cells[start:stop] for cell in row if isinstance(cell, str)]


def _has_rows(table: Table) -> bool:
    rows = table.sheet.cells[table.first_data_row : table.end_row]
    return any(not is_blank(cell) for row in rows for cell in row)


def _is_serious(table: Table, present: set[str]) -> bool:
    """Beside complete ledgers a short list of names is a code list; most of a ledger's columns is a ledger."""
    if not _has_rows(table):
        return False
    return table.ledger in present or (table.share_of_required >= 0.75 and len(table.columns) >= 4)


def _refusal(table: Table, ledger: Ledger) -> str:
    missing = [ledger.column(column_id) for column_id in table.missing_required]
    lacking = "、".join(_with_closest(column, table.unknown_headers) for column in missing)
    return (
        f"工作表“{table.sheet.name}”最像“{ledger.title}”，但缺少必填列：{lacking}。"
        "请补上这些列（或把列名改成模板中的列名）后重新报送，整个文件没有入库。"
    )


def _with_closest(column: Column, unknown: Mapping[int, str]) -> str:
    def alikeness(header: str) -> float:
        seen = normalise(header)
        return max(fuzz.ratio(seen, name) for name in (column.header, *column.aliases))

    closest = max(unknown.values(), key=alikeness, default=None)
    if closest is None or alikeness(closest) < _ALIKE:
        return column.header
    return f"{column.header}（表中最接近的列名是“{normalise(closest)}”）"


def _nothing_found(sheets: Sequence[Sheet], ledgers: Mapping[str, Ledger]) -> str:
    vocabulary = Vocabulary(ledgers.values())
    readings = [
        (sheet, rows, match) for sheet in sheets for rows, match in _headers(sheet, vocabulary) if match.matched
    ]
    if not readings:
        return "没有认出任何台账：没有找到表头。请对照模板检查列名后重新报送，整个文件没有入库。"
    sheet, rows, match = max(readings, key=lambda reading: reading[2].rank)
    return "没有认出任何台账：" + _refusal(_table(sheet, rows, match, 0), match.ledger)
