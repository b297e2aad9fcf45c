"""The table below a header, as the header was read and as the title lines above it say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.ledger import YEAR
from ingest.readers.sheet import Sheet
from ingest.recognition.match import Match
from ingest.recognition.table import Table
from ingest.recognition.title_lines import years_meant
from ingest.text.chinese import normalise

_IN_TEN_THOUSANDS = re.compile(r"单位\s*:?\s*万元?")
_IN_OTHER_MEASURE = re.compile(r"单位\s*:?\s*([百千亿]元|[百千万]人次?)")


def table_of(sheet: Sheet, rows: tuple[int, ...], match: Match, titles: int) -> Table:
    """Return the table below a header as it was read; its title lines begin in the row `titles`."""
    return Table(
        ledger=match.ledger.id,
        sheet=sheet,
        header_rows=rows,
        columns=match.columns,
        unknown_headers=match.unknown,
        missing_required=tuple(column.id for column in match.missing),
        first_data_row=rows[-1] + 1,
        end_row=len(sheet.cells),
        years=_fixed_year(match) or years_meant(texts_between(sheet, titles, rows[0]), sheet.name, sheet.file),
        places=match.places,
        titled_organisation=match.titled_organisation,
        ticks=match.ticks,
        ticked_column=match.ticked_column,
        across=match.across,
        together=match.together,
        spare=match.spare,
        addends=match.addends,
        rivals=match.rivals,
        not_needed=match.not_needed,
        blocks=match.blocks,
        wide=match.wide,
        item_column=match.item,
        from_wide=frozenset(match.from_wide),
        constants=match.constants,
        in_minutes=match.in_minutes,
        in_ten_thousands=match.in_ten_thousands | _money_in_ten_thousands(sheet, rows, match, titles),
        as_share=match.as_share,
        out_of=match.out_of,
        full_column=match.full,
        layout=match.layout,
        measured_in=_other_measure(texts_between(sheet, titles, rows[0])),
        serial_column=match.serial,
        year_column=match.year,
        month_column=match.month,
        day_numbers=match.day_numbers,
        share_of_required=match.share_of_required,
    )


def _fixed_year(match: Match) -> frozenset[int]:
    """Return the year that the layout fixes for this table, if it fixes one."""
    fixed = match.constants.get(YEAR) if YEAR in match.fixed else None
    return frozenset({int(str(fixed.value))}) if fixed is not None else frozenset()


def _money_in_ten_thousands(sheet: Sheet, rows: tuple[int, ...], match: Match, titles: int) -> frozenset[str]:
    """Return the columns of money that a title line (单位：万元) means, unless their own header says 元."""
    if not any(_IN_TEN_THOUSANDS.search(normalise(text)) for text in texts_between(sheet, titles, rows[0])):
        return frozenset()
    own = {column_id for place, column_id in match.columns.items() if _says_yuan(sheet, rows, place)}
    told = {read_as.column for read_as in match.told.values() if read_as.column and read_as.counted_in}
    return frozenset(column.id for column in match.ledger.columns if column.unit == "money") - own - told


def _other_measure(titles: Sequence[str]) -> str | None:
    found = next(filter(None, (_IN_OTHER_MEASURE.search(normalise(text)) for text in titles)), None)
    return found[1] if found is not None else None


def _says_yuan(sheet: Sheet, rows: tuple[int, ...], place: int) -> bool:
    cells = [sheet.cells[row] for row in rows]
    return any(place < len(row) and "元" in str(row[place]) for row in cells)


def texts_between(sheet: Sheet, start: int, stop: int) -> list[str]:
    """Return the texts of the rows from `start` up to `stop`."""
    return [cell for row in sheet.cells[start:stop] for cell in row if isinstance(cell, str)]
