"""Which column of which ledger each header names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ingest.cells.values import ValueSet, is_tick
from ingest.ledger import Across, Column, Ledger, OfPersons
from ingest.readers.sheet import is_blank
from ingest.recognition.column_blocks import take_blocks
from ingest.recognition.column_names import YEAR_LABEL, labels_of_columns, name_branches, names_of_columns
from ingest.recognition.context import month_told, names_of_values, value_told
from ingest.recognition.known_layout import Layout, Layouts, labels
from ingest.recognition.match import Below, Claims, Headers, Match
from ingest.recognition.points import FULL_HEADERS, points_in
from ingest.recognition.rival_columns import Claim, Values, give_way, settle
from ingest.recognition.title_lines import Labelled
from ingest.recognition.told_together import columns_told, counting_names
from ingest.recognition.wide_columns import (
    ITEM_HEADERS,
    Wide,
    WideHeaders,
    is_over_names,
    month_in,
    values_of,
)
from ingest.text.chinese import normalise, simplify
from ingest.text.header_text import header_keys, in_minutes, in_ten_thousands

SERIAL_HEADERS = frozenset({"序号", "序列", "序", "行号", "顺序号", "no", "NO", "No", "№"})
YEAR_HEADERS = frozenset({YEAR_LABEL, "年份", "年", "所属年度", "统计年度"})
MONTH_HEADERS = frozenset({"月份", "月", "所属月份", "活动月份", "开展月份"})
_DAY_HEADERS = frozenset({"日", "号"})
_FEWEST_GRADES = 2
_HEADERS_KEPT = 50_000


def _tick_headers(ledger: Ledger) -> dict[str, tuple[str, str]]:
    """Return the headers that are values of a column that may be ticked, as (column id, value)."""
    return {
        key: (each.of, value)
        for each in ledger.across
        if not each.holds
        for key, value in values_of(ledger, each).items()
    }


def _settle_ticks(
    match: Match, ticks: dict[int, tuple[str, str]], claims: Claims, headers: Headers, values: Values
) -> None:
    """Take two or more headers that are values of one column for columns of ticks, unless the column is there."""
    wanted = [name for name in dict.fromkeys(name for name, _ in ticks.values()) if name not in claims]
    for name in wanted:
        own = {place: value for place, (column_id, value) in ticks.items() if column_id == name}
        if match.ticked_column is None and _are_ticked(own, values):
            match.ticks, match.ticked_column = own, name
    match.unknown |= {place: headers[place][0] for place in ticks if place not in match.ticks}


def _are_ticked(places: Collection[int], values: Values) -> bool:
    """Say whether enough columns hold nothing but ticks: 困难学生 and 班级 may be headers of whom a row is about."""
    return len(places) >= _FEWEST_GRADES and all(map(is_tick, chain.from_iterable(map(values, places))))


def _take_ticks(match: Match, ticks: dict[int, tuple[str, str]], claims: Claims, values: Values) -> None:
    """Take wide columns under which is nothing but ticks for such: 集中培训 over √, with the hours in a column 学时."""
    across = match.across
    own = {place: wide.gives for place, wide in match.wide.items() if isinstance(wide.gives, str)}
    if across is None or len(own) < len(match.wide):
        return
    has_own = not claims.keys().isdisjoint(across.holds)
    needs_own = any(match.ledger.column(name).required for name in across.holds)
    if (has_own or not needs_own) and _hold_ticks(own, values, or_numbers=has_own):
        ticks.update({place: (match.wide[place].of, value) for place, value in own.items()})
        match.wide = {}


def _hold_ticks(places: Collection[int], values: Values, or_numbers: bool) -> bool:
    """Say whether something stands at the places, and nothing but ticks; a 1 may be a number of what is held there."""
    cells = [cell for cell in chain.from_iterable(map(values, places)) if not is_blank(cell)]
    return bool(cells) and all(map(is_tick, cells)) and (or_numbers or not any(map(_is_number, cells)))


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) or str(cell).strip().isdecimal()


def _as_counted(by_header: set[str], told: Mapping[str | None, str | None], unit: str) -> frozenset[str]:
    """Return the columns that are counted in a unit: by their header, unless the layout says otherwise."""
    return frozenset(by_header - told.keys()) | {name for name, each in told.items() if name and each == unit}


def _read_as_told(match: Match, claims: Claims, headers: Headers) -> None:
    """Put the columns of which the layout says what they are where they belong."""
    for place, read_as in match.told.items():
        text = headers[place][0] if place < len(headers) and headers[place] else ""
        if read_as.column is None:
            match.not_needed[place] = text
        else:
            claims.setdefault(read_as.column, []).append((0, place, text))


def _fill_as_told(match: Match) -> None:
    """Take what the layout fixes for all rows."""
    for fixed in match.layout.fixed if match.layout is not None else ():
        if fixed.holds(match.places):
            match.constants[fixed.column] = Labelled(fixed.column, fixed.value, 0, 0)


def _no_values(place: int) -> Sequence[object]:
    return ()


@lru_cache(maxsize=8)
def vocabulary_of(ledgers: tuple[Ledger, ...]) -> Vocabulary:
    """Return every header of these ledgers; worked out once, as every sheet is asked."""
    return Vocabulary(ledgers)


class _Meaning(NamedTuple):
    """What one header may be to one ledger, whatever stands beside it; the first that holds is what it is."""

    wide: Wide | None
    claim: tuple[str, int, str] | None
    is_serial: bool
    tick: tuple[str, str] | None
    is_year: bool
    is_month: bool


class Vocabulary:
    """Every header of every ledger, in the form in which headers are compared."""

    def __init__(self, ledgers: Iterable[Ledger]) -> None:
        self.ledgers = tuple(ledgers)
        self.layouts = Layouts()
        self._columns = {ledger.id: names_of_columns(ledger) for ledger in self.ledgers}
        self._labels = {ledger.id: labels_of_columns(ledger) for ledger in self.ledgers}
        self._wide = {ledger.id: WideHeaders(ledger) for ledger in self.ledgers}
        self._ticks = {ledger.id: _tick_headers(ledger) for ledger in self.ledgers}
        self._titled = {
            ledger.id: [(column, names_of_values(column)) for column in ledger.columns if column.title_value]
            for ledger in self.ledgers
        }
        self._across = [self._wide[ledger.id] for ledger in self.ledgers if ledger.unpivoted]
        self._all = frozenset(key for names in self._columns.values() for key in names) | SERIAL_HEADERS
        self._named = self._all | {key for labels in self._labels.values() for key in labels}
        self._all |= {name for wide in self._wide.values() for name in wide.names}
        # The files of a delivery have few headers between them, and each is held against every ledger, row by row.
        self._meaning = lru_cache(maxsize=_HEADERS_KEPT)(self._meaning_of)

    def with_layouts(self, layouts: Layouts | None) -> Vocabulary:
        """Return the same words beside the confirmed layouts of a home."""
        found = copy(self)
        found.layouts = layouts or Layouts()
        return found

    def knows(self, text: str) -> bool:
        """Say whether some ledger has such a header."""
        return any(key in self._all for key in header_keys(text)) or any(each.is_month(text) for each in self._across)

    def is_day(self, text: str) -> bool:
        """Say whether some ledger may have a column a day, and this is one; much else than a header is a day too."""
        return any(each.is_day(text) for each in self._across)

    def is_column(self, text: str) -> bool:
        """Say whether some ledger has a column, or a label in a title line, of this name."""
        return any(key in self._named for key in header_keys(text))

    def match(
        self,
        ledger: Ledger,
        headers: Headers,
        titles: Sequence[Labelled],
        below: Below,
        values: Values = _no_values,
        hidden: Collection[int] = (),
        places: Sequence[str] = (),
        layout: Layout | None = None,
        together: Collection[int] = (),
    ) -> Match:
        """Read the headers as those of this ledger, as far as there is one by their `layout`.

        `below` gives the first texts under the header at a place, `values` the first cells; `hidden` are the places
        that the spreadsheet program does not show; `places` are the texts round the table, the nearest first; in the
        columns at `together` cells tell several numbers at once.
        """
        match = Match(ledger, places=tuple(places), layout=layout)
        match.told = layout.told(labels(headers)) if layout is not None else {}
        claims: Claims = {}
        ticks: dict[int, tuple[str, str]] = {}
        for place, readings in enumerate(headers):
            if readings and place not in match.told:
                self._read(match, claims, ticks, place, readings)
        _read_as_told(match, claims, headers)
        if match.wide:
            _take_ticks(match, ticks, claims, values)
        _settle_ticks(match, ticks, claims, headers, values)
        if match.wide:
            self._settle_wide(match, claims, headers, below)
        match.blocks = take_blocks(claims, ledger)
        give_way(ledger, claims, values)
        _claim_day_of_month(match, claims)
        self._settle(match, claims, values, hidden)
        _settle_together(match, together, values, headers)
        _fill_as_told(match)
        self._fill_from_titles(match, titles)
        self._fill_from_context(match, places)
        _settle_one_month(match, headers)
        match.missing = _missing(match)
        return match

    def _read(
        self,
        match: Match,
        claims: Claims,
        ticks: dict[int, tuple[str, str]],
        place: int,
        readings: Sequence[str],
    ) -> None:
        """Put one header where it belongs: wide, a claim to a column, a value to be ticked, serial numbers, unknown."""
        meaning = self._meaning(match.ledger.id, tuple(readings))
        if meaning.wide is not None:
            match.wide[place] = meaning.wide
        elif meaning.claim is not None:
            column_id, rank, text = meaning.claim
            claims.setdefault(column_id, []).append((rank, place, text))
        elif match.serial is None and meaning.is_serial:
            match.serial = place
        elif meaning.tick is not None:
            ticks[place] = meaning.tick
        else:
            if match.year is None and meaning.is_year:
                match.year = place
            if match.month is None and meaning.is_month:
                match.month = place
            match.unknown[place] = readings[0]

    def _meaning_of(self, ledger: str, readings: tuple[str, ...]) -> _Meaning:
        names, ticked = self._columns[ledger], self._ticks[ledger]
        keys = [(key, text) for text in readings for key in header_keys(text)]
        claim = next(((*names[key], text) for key, text in keys if key in names), None)
        return _Meaning(
            wide=self._wide[ledger].read(readings, claim is not None),
            claim=claim,
            is_serial=any(key in SERIAL_HEADERS for key, _ in keys),
            tick=next((ticked[key] for key, _ in keys if key in ticked), None),
            is_year=any(key in YEAR_HEADERS for key, _ in keys),
            is_month=any(key in MONTH_HEADERS for key, _ in keys),
        )

    def _settle_wide(self, match: Match, claims: Claims, headers: Headers, below: Below) -> None:
        """Decide whether the wide columns are meant as such, and ignore totals and means beside them."""
        is_told = _is_told(match, claims, headers) or self._items(match, headers, below) is not None
        for place in _not_meant_as_wide(match, claims, headers) if is_told else list(match.wide):
            match.unknown[place] = headers[place][0]
            del match.wide[place]
        if not match.wide or match.across is None:
            return
        _take_headings_above(match, claims, headers)
        if match.ledger.column(match.across.of).kind == "month":
            self._find_items(match, headers, below)
        _leave_out_beside(match, claims, headers)

    def _find_items(self, match: Match, headers: Headers, below: Below) -> None:
        found = self._items(match, headers, below)
        if found is not None:
            match.item, match.items = found
            match.wide = {each: wide._replace(holds=None) for each, wide in match.wide.items()}

    def _items(self, match: Match, headers: Headers, below: Below) -> tuple[int, frozenset[str]] | None:
        """Return the place where each line says what it holds, and what they hold, where there is such a column."""
        held_by = self._wide[match.ledger.id].held_by
        for place in match.unknown:
            if any(key in ITEM_HEADERS for text in headers[place] for key in header_keys(text)):
                items = frozenset(held for text in below(place) if (held := held_by(text)) is not None)
                if items:
                    return place, items
        return None

    def _settle(self, match: Match, claims: Claims, values: Values, hidden: Collection[int]) -> None:
        minutes, ten_thousands = set(), set()
        for column_id, found in claims.items():
            settled = settle(match.ledger.column(column_id), [Claim(*each) for each in found], values, hidden)
            _, place, text = settled.chosen
            match.columns[place] = column_id
            if match.ledger.column(column_id).unit == "hours" and in_minutes(text):
                minutes.add(column_id)
            if in_ten_thousands(text):
                ten_thousands.add(column_id)
            if match.ledger.column(column_id).unit == "of_hundred":
                _settle_full_points(match, column_id, text)
            match.spare |= {claim.place: column_id for claim in settled.spare}
            match.addends |= {claim.place: column_id for claim in settled.addends}
            match.rivals |= {claim.place: column_id for claim in settled.rivals}
            match.not_needed |= {claim.place: claim.text for claim in settled.unused}
        counted = {read_as.column: read_as.counted_in for read_as in match.told.values() if read_as.counted_in}
        match.in_minutes = _as_counted(minutes, counted, "minutes")
        match.in_ten_thousands = _as_counted(ten_thousands, counted, "ten_thousands")
        match.as_share = {str(name): told == "share" for name, told in counted.items() if told in ("share", "percent")}

    def _fill_from_titles(self, match: Match, titles: Sequence[Labelled]) -> None:
        labels = self._labels_for(match)
        found = set(match.columns.values())
        for title in titles:
            column_id = next((labels[key] for key in header_keys(title.label) if key in labels), None)
            if column_id == "org" and column_id in found:
                match.titled_organisation = str(title.value)
            if column_id is not None and column_id not in found | match.fixed:
                match.constants[column_id] = title  # the line nearest to the table is the last

    def _labels_for(self, match: Match) -> Mapping[str, str]:
        """Return which column a label of a title line gives; no organisation where an unknown column names theirs."""
        labels = self._labels[match.ledger.id]
        if "org" in match.columns.values() or not name_branches(match.unknown.values()):
            return labels
        return {label: column_id for label, column_id in labels.items() if column_id != "org"}

    def _fill_from_context(self, match: Match, places: Sequence[str]) -> None:
        """Take values that stand only in the title, on the tab or in the name of the file."""
        found = {*match.columns.values(), *match.constants, *match.from_wide}
        own = [str(match.constants[name].value) for name in match.ledger.named_in_full if name in match.constants]
        for column, names in self._titled[match.ledger.id]:
            if column.id not in found:
                value = value_told(column, names, (*own, *places))
                if value is not None:
                    match.constants[column.id] = Labelled(column.header, value, 0, 0)
        for column in match.ledger.required:
            month = month_told(places) if column.kind == "month" and column.id not in found else None
            if month is not None:
                match.constants[column.id] = Labelled(column.header, month, 0, 0)


def _claim_day_of_month(match: Match, claims: Claims) -> None:
    """Take 日 for the ledger's day, where it has no column of its own: of its 月份, or of the title's or tab's."""
    name = match.ledger.date_column
    headers = _DAY_HEADERS if match.month is not None else _DAY_HEADERS - {"号"}
    days = [place for place, text in match.unknown.items() if header_keys(text)[0] in headers]
    if len(days) != 1 or name is None or name in claims or match.wide:
        return
    if match.ledger.column(name).kind == "date":
        claims[name] = [(0, days[0], match.unknown.pop(days[0]))]
        match.day_numbers = frozenset({name})


def _settle_together(match: Match, places: Collection[int], values: Values, headers: Headers) -> None:
    """Take columns whose cells tell several numbers at once for several, whatever their header was taken for."""
    names = counting_names(match.ledger) if places else {}
    for place in places:
        is_free = place in match.unknown or match.columns.get(place) in names.values()
        told = columns_told(names, headers[place][0], values(place)) if is_free else frozenset()
        if told and place not in match.told:
            match.together[place] = told
            match.unknown.pop(place, None)
            match.columns.pop(place, None)


def _missing(match: Match) -> tuple[Column, ...]:
    """Return the required columns that nothing gives, and one of those of which one is wanted."""
    ledger = match.ledger
    given = {*match.columns.values(), *match.constants, *match.from_wide, match.ticked_column, *match.not_wanted}
    given.update(*match.together.values())
    given.update(column.id for column in ledger.columns if {column.year_of, column.told_in} & given - {None})
    one_of = [ledger.column(name) for name in ledger.one_of if not given.intersection(ledger.one_of)]
    return (*(column for column in ledger.required if column.id not in given), *one_of[:1])


def _take_headings_above(match: Match, claims: Claims, headers: Headers) -> None:
    """Take two or more headings, each above two or more wide columns, for the values of the column that they are of."""
    if match.across is None or not match.across.headings:
        return
    above = {place: _heading_above(headers[place]) for place in match.wide}
    column = _column_of(match.across.headings, Counter(above.values()), match.ledger)
    if column is not None and column.id not in claims:
        named = ValueSet(column)
        match.wide = {
            place: wide._replace(heading=(column.id, named.one(above[place]))) for place, wide in match.wide.items()
        }


def _column_of(names: Iterable[str], headings: Counter[str], ledger: Ledger) -> Column | None:
    """Return the first of the columns that the headings can be of, if they are several, each above several columns."""
    if len(headings) < _FEWEST_GRADES or "" in headings or min(headings.values()) < _FEWEST_GRADES:
        return None
    return next((column for column in map(ledger.column, names) if _may_be_of(headings, column)), None)


def _may_be_of(headings: Iterable[str], column: Column) -> bool:
    known = ValueSet(column)
    return column.values is None or all(known.one(heading) in column.values for heading in headings)


def _heading_above(readings: Sequence[str]) -> str:
    """Return the heading of a header on two rows, which is read as both texts together and as the lower one."""
    whole, *lower = readings
    return normalise(whole.removesuffix(lower[0])) if lower and whole.endswith(lower[0]) else ""


def _settle_one_month(match: Match, headers: Headers) -> None:
    """Take a list of persons and what each paid, of a month that a title gives, for one with a column a month."""
    across = next((each for each in match.ledger.unpivoted if each.of_persons is not None), None)
    if across is not None and across.of_persons is not None:
        _take_amounts_of_persons(match, across.of_persons, headers)
    place = _place_of_payments(match, across) if across is not None else None
    if across is None or place is None or across.of not in match.constants:
        return
    month = month_in(str(match.constants[across.of].value))
    if month is not None:
        del match.constants[across.of], match.columns[place]
        match.wide[place] = Wide(across.of, month[0], across.holds[0])
        _leave_out_held(match, across)


def _take_amounts_of_persons(match: Match, persons: OfPersons, headers: Headers) -> None:
    """Take 应交 and 实交 beside names for money: a person's 20 are no twenty persons."""
    if match.wide or not any(map(is_over_names, match.unknown.values())):
        return
    counted = {persons.listed, persons.filled}
    bare = {place: name for place, name in match.columns.items() if name in counted and "数" not in headers[place][0]}
    for place, name in bare.items():
        del match.columns[place]
        if name == persons.filled and persons.summed not in match.columns.values():
            match.columns[place] = persons.summed
        else:
            match.unknown[place] = headers[place][0]


def _leave_out_held(match: Match, across: Across) -> None:
    """Leave out the columns of what the wide ones hold: 应交金额 of a person."""
    beside = {place: name for place, name in match.columns.items() if name in across.holds}
    match.unknown |= {place: match.ledger.column(name).header for place, name in beside.items()}
    match.columns = {place: name for place, name in match.columns.items() if place not in beside}


def _place_of_payments(match: Match, across: Across) -> int | None:
    """Return where stands what each person paid, on a sheet that counts nobody itself."""
    persons, names = across.of_persons, match.columns.values()
    if persons is None or persons.listed in names or persons.filled in names or match.wide:
        return None
    if not any(map(is_over_names, match.unknown.values())):
        return None
    return next((place for place, name in match.columns.items() if name == persons.summed), None)


def _settle_full_points(match: Match, column_id: str, header: str) -> None:
    """Take what the header of a column, and a column 满分 that is nothing else, say of how many its points are."""
    points = points_in(header)
    if points is not None:
        match.out_of[column_id] = points
    match.full = next((place for place, text in match.unknown.items() if header_keys(text)[0] in FULL_HEADERS), None)
    if match.full is not None:
        del match.unknown[match.full]


def _not_meant_as_wide(match: Match, claims: Claims, headers: Headers) -> list[int]:
    """Return the places of wide columns that are none: all where the ledger's own column is there, or few are."""
    across = match.across
    if across is None or across.of in claims:
        return list(match.wide)
    kind = match.ledger.column(across.of).kind
    of_another = [place for place, wide in match.wide.items() if wide.of != across.of]
    if kind not in ("month", "date") and len(match.wide) - len(of_another) < _FEWEST_GRADES:
        return list(match.wide)
    # A row of data has days too: only beside names are they headers of days.
    return list(match.wide) if kind == "date" and not _has_names(headers) else of_another


def _is_told(match: Match, claims: Claims, headers: Headers) -> bool:
    """Say whether a title, the tab, the file's name or a header says what such columns are about, where it must."""
    across = match.across
    if across is None or not across.told_by or match.layout is not None or not claims.keys().isdisjoint(across.holds):
        return True
    texts = (*match.places, *(text for readings in headers for text in readings))
    return any(word in simplify(normalise(text)).replace(" ", "") for text in texts for word in across.told_by)


def _has_names(headers: Headers) -> bool:
    return any(is_over_names(text) for readings in headers for text in readings)


def _leave_out_beside(match: Match, claims: Claims, headers: Headers) -> None:
    """Ignore the totals and means that stand beside wide columns."""
    for column_id, found in list(claims.items()):
        beside = [claim for claim in found if _stands_beside(match, column_id, claim, headers)]
        match.unknown.update({place: text for _, place, text in beside})
        if len(beside) == len(found):
            del claims[column_id]
        else:
            claims[column_id] = [claim for claim in found if claim not in beside]


def _stands_beside(match: Match, column_id: str, claim: tuple[int, int, str], headers: Headers) -> bool:
    """Say whether a column is a total or a mean beside wide columns, and no column of the ledger."""
    across = match.across
    if across is None or column_id not in (*across.holds, *across.beside):
        return False
    if match.ledger.column(across.of).kind != "month":
        return True
    _, place, text = claim
    is_under_a_heading = text != headers[place][0]  # such as 合计
    return column_id in match.from_wide or is_under_a_heading or not match.ledger.column(column_id).required
