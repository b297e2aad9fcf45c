"""Where headers stand on a sheet, on one row or on two, below whatever titles."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import takewhile

from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.column_names import YEAR_LABEL
from ingest.recognition.context import places_in_order
from ingest.recognition.header_match import Vocabulary
from ingest.recognition.known_layout import Layout, Layouts
from ingest.recognition.match import Below, Match
from ingest.recognition.rival_columns import Values
from ingest.recognition.title_lines import Labelled, labelled_values, years_meant
from ingest.recognition.told_together import places_told
from ingest.recognition.wide_columns import is_over_names
from ingest.text.chinese import normalise
from ingest.text.heading import NAMES_SOMEBODY

_ROWS_LOOKED_AT_CLOSELY = 40
_LONGEST_HEADER = 60
_ROWS_BELOW = 8
_TITLES_LOOKED_AT = 6
_FEWEST_DIVISIONS = 4
_DIVISIONS = frozenset({"票数", "得票", "得票数", "票", "人数", "份数", "占比", "比例", "百分比", "得票率", "率", "%"})
_QUALIFIES = re.compile(r"^(计划|预定|实际|正式|预备)(党员|人数|时间|日期)?$")
"""What a heading on two rows says of which of it a column holds: 应到 above 正式 and 预备, as 应到（正式） does."""
_COUNTED_IN = re.compile(r"^(人数|金额|份数|票数|得票|日期|时间)(\(.*\))?$")
"""What a heading on two rows says of what is below it: 人数 and 金额 above 应交 are 应交人数 and 应交金额."""
_FEWEST_UNDER = 2
_HAS_DIGITS = re.compile(r"\d")
_LIKELY_SHARE = 0.75
_LIKELY_COLUMNS = 4
_FEWEST_HEADERS = 2
_TEXTS_TRIED_FIRST = 4


Header = tuple[tuple[int, ...], Match]
"""The rows of a header, and its best reading."""


def header_rows(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Header]:
    """Yield header rows with their best reading; incomplete ones only while nothing complete was found."""
    best: Header | None = None
    found = False
    carried: list[Labelled] = []
    skip_to = 0
    for row in range(len(sheet.cells)):
        read = _header_at(sheet, row, skip_to, vocabulary)
        if read is None:
            continue
        start = _titles_from(sheet, skip_to, row, found)
        titles = [*_year(sheet, start, row), *carried, *labelled_values(sheet.cells, start, row)]
        rows, match = read(titles)
        if match.missing and match.layout is None:
            if found and _is_nearly_complete(match):
                yield rows, match
            elif not found:
                best = max(best or (rows, match), (rows, match), key=lambda header: header[1].rank)
            continue
        found, best = True, None
        yield rows, match
        carried = titles
        skip_to = rows[-1] + 1
    if best is not None:
        yield best


def _titles_from(sheet: Sheet, skip_to: int, row: int, is_further: bool) -> int:
    return title_start(sheet, skip_to, row) if is_further else max(0, row - _ROWS_LOOKED_AT_CLOSELY)


def _is_nearly_complete(match: Match) -> bool:
    return match.share_of_required >= _LIKELY_SHARE and match.matched >= _LIKELY_COLUMNS


def _header_at(
    sheet: Sheet, row: int, skip_to: int, vocabulary: Vocabulary
) -> Callable[[Sequence[Labelled]], Header] | None:
    """Return what reads the header in this row with the titles above it; None if the row is none."""
    if row < skip_to:
        return None
    layout = _layout_at(sheet, row, vocabulary.layouts)
    if layout is not None:
        return partial(_laid_at, sheet, row, vocabulary, layout)
    if _may_be_header(sheet.cells[row], vocabulary, row < _ROWS_LOOKED_AT_CLOSELY):
        return partial(_best_at, sheet, row, vocabulary)
    return None


def _layout_at(sheet: Sheet, row: int, layouts: Layouts) -> tuple[int, Layout] | None:
    """Return how many rows the headers that begin in this row stand on, and their layout; far down only one row."""
    is_far = row >= _ROWS_LOOKED_AT_CLOSELY
    if not layouts.by_signature or (is_far and not layouts.may_begin(sheet.cells[row])):
        return None
    found = layouts.find(_one_row(sheet, row))
    if found is not None:
        return 1, found
    below = layouts.find(_two_rows(sheet, row)) if row + 1 < len(sheet.cells) and not is_far else None
    return (2, below) if below is not None else None


def _laid_at(
    sheet: Sheet, row: int, vocabulary: Vocabulary, at: tuple[int, Layout], titles: Sequence[Labelled]
) -> Header:
    """Return the reading of a header by its layout."""
    height, layout = at
    rows = tuple(range(row, row + height))
    headers, first = headers_at(sheet, rows), row + height
    ledger = next(each for each in vocabulary.ledgers if each.id == layout.ledger)
    places = places_in_order(_titles_above(sheet, first), sheet.name, sheet.file)
    below, values = _below(sheet, first), _values(sheet, first)
    together = places_told(sheet.cells[first : first + _ROWS_BELOW])
    match = vocabulary.match(ledger, headers, titles, below, values, sheet.hidden_columns, places, layout, together)
    return rows, match


def headers_at(sheet: Sheet, rows: tuple[int, ...]) -> list[list[str]]:
    """Return for each column the texts that its header may be read as, the fullest first; none if it is blank."""
    return _one_row(sheet, rows[0]) if len(rows) == 1 else _two_rows(sheet, rows[0])


def _year(sheet: Sheet, start: int, row: int) -> list[Labelled]:
    """Return the year of the whole table, where title lines, sheet name and file name speak of only one."""
    above = [cell for cells in sheet.cells[start:row] for cell in cells if isinstance(cell, str)]
    years = years_meant(above, sheet.name, sheet.file)
    return [Labelled(YEAR_LABEL, year, row, 0) for year in years] if len(years) == 1 else []


def _may_be_header(row: list[object], vocabulary: Vocabulary, closely: bool) -> bool:
    """Tell cheaply whether a row can be a header; below the first rows a date or a number rules it out."""
    texts = _header_texts(row, closely)
    if texts is None or len(texts) < _FEWEST_HEADERS:
        return False
    if not closely and not any(vocabulary.knows(text) for text in texts[:_TEXTS_TRIED_FIRST]):
        return False
    if sum(vocabulary.knows(text) for text in texts) >= _FEWEST_HEADERS:
        return True
    return any(is_over_names(text) for text in texts) and any(vocabulary.is_day(text) for text in texts)


def _header_texts(row: list[object], closely: bool) -> list[str] | None:
    """Return the texts of a row that are short enough for a header; None where a cell rules the row out."""
    texts: list[str] = []
    for cell in row:
        if isinstance(cell, str) or (closely and isinstance(cell, date)):
            text = _text(cell)
            if not closely and text[:1].isdigit():
                return None
            if 0 < len(text) <= _LONGEST_HEADER:
                texts.append(text)
        elif not closely and cell is not None:
            return None
    return texts


def _best_at(sheet: Sheet, row: int, vocabulary: Vocabulary, titles: Sequence[Labelled]) -> Header:
    """Return the best reading of a header that begins in this row: on one row, or together with the next."""
    rows: tuple[int, ...] = (row,)
    best = _best(vocabulary, _one_row(sheet, row), titles, sheet, row + 1)
    if row + 1 < len(sheet.cells):
        two = _best(vocabulary, _two_rows(sheet, row), titles, sheet, row + 2)
        is_divided = _is_divided(sheet, row)
        if two.rank >= best.rank and (is_divided or _divides(sheet.cells[row], sheet.cells[row + 1])):
            return (row, row + 1), two
        if is_divided:
            # What stands under one heading is told apart by words nobody knows: none of it counts alone.
            return (row, row + 1), _best(vocabulary, _two_rows(sheet, row, by_heading=True), titles, sheet, row + 2)
        if two.rank > best.rank and two.matched > best.matched:
            below = _best(vocabulary, _one_row(sheet, row + 1), titles, sheet, row + 2)
            if below.rank >= two.rank:
                return (row + 1,), below
            rows, best = (row, row + 1), two
    return rows, best


def _divides(above: list[object], row: list[object]) -> bool:
    """Tell whether a row only divides the columns above it: 票数 占比 票数 占比, or 计划 实际."""
    same = {place for place, cell in enumerate(above) if place < len(row) and cell == row[place]}  # merged downwards
    held = [_text(cell).strip() for place, cell in enumerate(row) if place not in same and not is_blank(cell)]
    return len(set(held)) > 1 and (_are_counts_and_shares(held) or all(map(_QUALIFIES.match, held)))


def _are_counts_and_shares(held: Sequence[str]) -> bool:
    return len(held) >= _FEWEST_DIVISIONS and _DIVISIONS.issuperset(held)


def _is_divided(sheet: Sheet, row: int) -> bool:
    """Tell that a header stands on two rows: below, columns reach down or stand under a heading, and nothing else."""
    held = {place: cell for place, cell in enumerate(sheet.cells[row + 1]) if not is_blank(cell)}
    under = _under_headings(sheet, row)
    reaching = {span.left for span in sheet.spans if span.top <= row and span.bottom == row + 1}
    are_merged = held.keys() <= reaching | under and _are_divisions({held[place] for place in held.keys() & under})
    return are_merged or _repeats_headings(sheet.cells[row], held)


def _repeats_headings(above: list[object], held: dict[int, object]) -> bool:
    """Tell a header on two rows that says each heading in every cell below it, as cells split in a document do."""
    said = {place: cell for place, cell in enumerate(above) if not is_blank(cell)}
    under = {place for place, cell in said.items() if cell in (said.get(place - 1), said.get(place + 1))}
    again = {place for place, cell in held.items() if said.get(place) == cell}
    return under <= held.keys() <= under | again and _are_divisions({held[place] for place in under})


def _are_divisions(held: set[object]) -> bool:
    """Say whether texts below headings are words that divide them: two or more, and no numbers or days."""
    return len(held) >= _FEWEST_UNDER and not any(_HAS_DIGITS.search(str(cell)) for cell in held)


def _under_headings(sheet: Sheet, row: int) -> set[int]:
    """Return the places below a heading of this row alone: by merged ranges, or by blanks where nothing is merged."""
    if sheet.spans:
        headings = [span for span in sheet.spans if span.top == span.bottom == row and span.left < span.right]
        return {place for span in headings for place in range(span.left, span.right + 1)}
    return _with_blanks_behind(sheet.cells[row])


def _with_blanks_behind(cells: list[object]) -> set[int]:
    """Return the places of headings that have blanks behind them, and of the blanks."""
    blanks = [place for place, cell in enumerate(cells) if is_blank(cell)]
    return {each for place in blanks for each in (place - 1, place)} if blanks and blanks[0] else set()


def readings_at(sheet: Sheet, rows: tuple[int, ...], vocabulary: Vocabulary) -> Iterator[Match]:
    """Yield how each ledger reads the header in these rows."""
    titles = [*_year(sheet, 0, rows[0]), *labelled_values(sheet.cells, 0, rows[0])]
    return _matches(vocabulary, headers_at(sheet, rows), titles, sheet, rows[-1] + 1)


def _best(
    vocabulary: Vocabulary, headers: list[list[str]], titles: Sequence[Labelled], sheet: Sheet, first: int
) -> Match:
    return max(_matches(vocabulary, headers, titles, sheet, first), key=lambda match: match.rank)


def _matches(
    vocabulary: Vocabulary, headers: list[list[str]], titles: Sequence[Labelled], sheet: Sheet, first: int
) -> Iterator[Match]:
    below, values = _below(sheet, first), _values(sheet, first)
    places = places_in_order(_titles_above(sheet, first), sheet.name, sheet.file)
    together = places_told(sheet.cells[first : first + _ROWS_BELOW])
    return (
        vocabulary.match(ledger, headers, titles, below, values, sheet.hidden_columns, places, together=together)
        for ledger in vocabulary.ledgers
    )


def _titles_above(sheet: Sheet, first: int) -> list[str]:
    """Return the title lines above a header: lines of one text, or few."""
    lines = sheet.cells[max(0, first - _TITLES_LOOKED_AT) : first]
    own = [text for line in lines if (text := _only_text(line)) is not None]
    if first <= _TITLES_LOOKED_AT or any(map(NAMES_SOMEBODY.search, own)):
        return own
    return [*_heading(sheet, first - _TITLES_LOOKED_AT), *own]


def _heading(sheet: Sheet, stop: int) -> list[str]:
    """Return the lines of one text with which a sheet begins, that stand above all its tables."""
    found = map(_only_text, sheet.cells[: min(stop, _TITLES_LOOKED_AT)])
    return [text for text in takewhile(lambda text: text is not None, found) if text is not None]


def _only_text(line: list[object]) -> str | None:
    held = [cell for cell in line if not is_blank(cell)]
    return held[0] if len(held) == 1 and isinstance(held[0], str) else None


def _below(sheet: Sheet, first: int) -> Below:
    rows = sheet.cells[first : first + _ROWS_BELOW]
    return lambda place: [_text(row[place]) for row in rows if place < len(row) and not is_blank(row[place])]


def _values(sheet: Sheet, first: int) -> Values:
    rows = sheet.cells[first : first + _ROWS_BELOW]
    return lambda place: [row[place] for row in rows if place < len(row)]


def _text(value: object, are_days: bool = False) -> str:
    """A header is text; 2025年1月 and 3月11日 as headers are made dates by spreadsheet programs."""
    if isinstance(value, date):
        month = f"{value.year}年{value.month}月"
        return f"{month}{value.day}日" if are_days or value.day != 1 else month
    return value if isinstance(value, str) else ""


def _texts(row: list[object]) -> list[str]:
    """Return the headers of a row; where one of its dates is a day, a first of the month is one too."""
    are_days = any(isinstance(cell, date) and cell.day != 1 for cell in row)
    return [_text(cell, are_days) for cell in row]


def _one_row(sheet: Sheet, row: int) -> list[list[str]]:
    return [[text] if not is_blank(text) else [] for text in _texts(sheet.cells[row])]


def _two_rows(sheet: Sheet, row: int, by_heading: bool = False) -> list[list[str]]:
    """Read two rows as one header, for each column both texts together, the lower one, and last of all the heading."""
    upper = [text.strip() for text in _texts(sheet.cells[row])]
    lower = [text.strip() for text in _texts(sheet.cells[row + 1])]
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    headers: list[list[str]] = []
    for high, low in zip(_spread(sheet, row, upper, lower), lower, strict=True):
        headers.append([text for text in _readings(high, low, by_heading) if text])
    return headers


def _readings(high: str, low: str, by_heading: bool) -> list[str]:
    """Return what a heading and the text below it may be read as: 完成时间 above 计划 is 计划完成时间."""
    if not high or not low or high == low:
        return [low or high]
    if _COUNTED_IN.match(normalise(high)):
        return [low + high, low, high + low]
    qualified = [low + high, f"{high}({low})"] if _QUALIFIES.match(low) else [f"{high}({low})"] * by_heading
    return [high + low, low, *qualified]


def _spread(sheet: Sheet, row: int, upper: list[str], lower: list[str]) -> list[str]:
    """Carry each heading as far as its merged range reaches, or in a text file, which has none, to the next one."""
    spans = {
        place: span
        for span in sheet.spans
        if span.top <= row <= span.bottom
        for place in range(span.left, span.right + 1)
    }
    above = list(upper)
    for place, text in enumerate(upper):
        if text or not lower[place]:
            continue
        if place in spans:
            above[place] = upper[spans[place].left]
        elif place and not sheet.spans:
            above[place] = above[place - 1]
    return above


def title_start(sheet: Sheet, start: int, header: int) -> int:
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
