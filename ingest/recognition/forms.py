"""Forms for one meeting, labels left and values right, as sheets with one column a label and one row a form."""

from __future__ import annotations

from collections import Counter

from ingest.readers.sheet import Sheet, is_blank
from ingest.recognition.form_pairs import Pair, pairs_of, said_besides
from ingest.recognition.header_match import Vocabulary
from ingest.recognition.lying_forms import forms_side_by_side

_FEWEST_LABELS = 3
_FEWEST_VALUES = 3
_ROWS_AT_MOST = 5_000


def form_sheets(sheet: Sheet, vocabulary: Vocabulary) -> list[Sheet]:
    """Return a sheet for each form that is filled in on the sheet; none if the sheet holds no forms."""
    if len(sheet.cells) > _ROWS_AT_MOST:
        return []
    lying = [form for form in forms_side_by_side(sheet, vocabulary.is_column) if _is_filled_in(form)]
    if lying:
        return _sheets_side_by_side(sheet, lying)
    pairs = [pair for row in range(len(sheet.cells)) for pair in pairs_of(sheet, row, vocabulary.is_column)]
    return _sheets_of(sheet, pairs) if _are_of_forms(pairs) else []


def _sheets_side_by_side(sheet: Sheet, forms: list[list[Pair]]) -> list[Sheet]:
    """Return a sheet a column; what is said beside them all, the first one names as not used."""
    read = [pair for form in forms for pair in form]
    besides = list(said_besides(sheet, read, range(min(pair.row for pair in read), len(sheet.cells))))
    first, *others = forms
    return [_sheet(sheet, [], form, 0) for form in ([*first, *besides], *others)]


def _sheets_of(sheet: Sheet, pairs: list[Pair]) -> list[Sheet]:
    shared, forms = _split(pairs)
    starts = [0, *(max(pair.row for pair in form) + 1 for form in forms)]
    ends = [*(form[0].row for form in forms[1:]), len(sheet.cells)]
    return [
        _sheet(sheet, shared, [*form, *said_besides(sheet, pairs, range(form[0].row, end))], start)
        for form, start, end in zip(forms, starts, ends, strict=False)
        if _is_filled_in([*shared, *form])
    ]


def _are_of_forms(pairs: list[Pair]) -> bool:
    """Tell whether there are enough labels, and on more than one row."""
    return len({pair.key for pair in pairs}) >= _FEWEST_LABELS and len({pair.row for pair in pairs}) >= 2


def _split(pairs: list[Pair]) -> tuple[list[Pair], list[list[Pair]]]:
    """Return what stands once above all forms, and each form: it begins where its first label comes again."""
    counts = Counter(pair.key for pair in pairs)
    first = next((pair.key for pair in pairs if counts[pair.key] > 1), None)
    if first is None:
        return [], [pairs]
    forms: list[list[Pair]] = []
    shared: list[Pair] = []
    for pair in pairs:
        if pair.key == first:
            forms.append([])
        (forms[-1] if forms else shared).append(pair)
    return shared, forms


def _is_filled_in(pairs: list[Pair]) -> bool:
    """Tell a form from a blank one, and from a list of columns that says of each whether it must be filled in."""
    return len({str(pair.value) for pair in pairs if not is_blank(pair.value)}) >= _FEWEST_VALUES


def _sheet(sheet: Sheet, shared: list[Pair], form: list[Pair], start: int) -> Sheet:
    """Return one form as its titles, a row of labels and a row of values."""
    own = {pair.key for pair in form}
    pairs = [*(pair for pair in shared if pair.key not in own), *form]
    first = form[0].row
    titles = _titles(sheet, range(start, first), pairs)
    rows: list[list[object]] = [*titles, [pair.label for pair in pairs], [pair.value for pair in pairs]]
    is_struck = all(pair.row in sheet.struck_rows for pair in form)
    return Sheet(
        sheet.name,
        rows,
        first_row=sheet.row_number(first) - (len(rows) - 1),
        file=sheet.file,
        from_1904=sheet.from_1904,
        struck_rows=frozenset({len(rows) - 1}) if is_struck else frozenset(),
        origin={place: (sheet.row_number(pair.row), pair.column) for place, pair in enumerate(pairs)},
    )


def _titles(sheet: Sheet, above: range, pairs: list[Pair]) -> list[list[object]]:
    """Return the texts above a form, each on a row of its own, but those of rows that pairs stand on."""
    spoken_for = {pair.row for pair in pairs}
    rows = [row for row in above if row not in spoken_for]
    return [[text] for row in rows for text in sheet.cells[row] if isinstance(text, str) and not is_blank(text)]
