"""Values: what landed is held against what an independent reader finds in the same files, cell by cell.

The reader (`source_tables`, `hand_layout`, `plain_values`) shares no code with `ingest`. A row may be missing only if
it was returned, and may be returned only if the district was made with a fault in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.sample.district.build import build_district
from pipeline.sample.workbooks.generate import planted_faults
from pipeline.selfcheck.district import DAY, YEARS, copied, district
from pipeline.selfcheck.hand_layout import Record, layout
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.plain_values import Registers, Unreadable, meaning
from pipeline.selfcheck.program import run
from pipeline.selfcheck.said_and_landed import Place, Row, landed_in, registers_in, returned_in, said_in

ROWS, VALUES = "原表的行", "原表的数值"
_REMARKS = 20


@dataclass
class Compared:
    """How many rows and values of the sources were looked at; the rows that are lost, extra or wrongly returned."""

    rows: int
    values: int = 0
    wrong_rows: list[str] = field(default_factory=list)
    wrong_values: list[str] = field(default_factory=list)


def rows_and_values(schools: int, seed: int, scratch: Path) -> tuple[Part, Part]:
    """Land the whole district and compare; the parts count rows, and values of those that landed."""
    base = district(scratch.parent / "district", schools, seed)
    home = copied(base.home, scratch / "home")
    ran = run(home, "ingest", str(base.second), "--as-of", DAY)
    if ran.code not in (0, 1) or ran.fault:
        raise RuntimeError(ran.fault or ran.said[-500:])
    planted = {(each.file, each.sheet, each.row) for each in planted_faults(build_district(schools, YEARS, seed))}
    found = compared(home, (base.first, base.second), planted)
    rows = Part(ROWS, found.rows, len(found.wrong_rows), tuple(found.wrong_rows[:_REMARKS]))
    return rows, Part(VALUES, found.values, len(found.wrong_values), tuple(found.wrong_values[:_REMARKS]))


def compared(home: Path, folders: Sequence[Path], planted: Iterable[Place]) -> Compared:
    """Compare what landed in a home with the files that were sent; `planted` are the rows that have to come back."""
    said, landed = said_in(folders), landed_in(home)
    registers = registers_in(said, landed)
    returned = returned_in(home)
    found = Compared(len({each.place for sent in said.values() for each in sent}))
    _returns(found, returned, set(planted))
    for ledger, sent in said.items():
        left = landed.get(ledger, {})
        for record in sent:
            if record.place not in returned:
                _compare(found, ledger, record, left.get(record.place, []), registers)
        extra = [place for place, rows in left.items() for _ in rows]
        found.wrong_rows += [f"{_where(place)}：多出一行，原表没有" for place in extra]
    return found


def _returns(found: Compared, returned: set[Place], planted: set[Place]) -> None:
    found.wrong_rows += [f"{_where(place)}：没有问题却被退回" for place in sorted(returned - planted)]
    found.wrong_rows += [f"{_where(place)}：有问题却没有退回" for place in sorted(planted - returned)]


def _compare(found: Compared, ledger: str, record: Record, rows: list[Row], registers: Registers) -> None:
    """Compare a record with its landed row, which is taken out of `rows`: what is left at the end is extra."""
    row = next((row for row in rows if record.parted_by.items() <= row.items()), None)
    if row is None:
        found.wrong_rows.append(f"{_where(record.place)}：丢失，没有入库也没有退回")
        return
    rows.remove(row)
    for column in layout()["columns"][ledger]:
        found.values += 1
        wrong = _wrong(record, column, row, registers)
        if wrong is not None:
            found.wrong_values.append(f"{_where(record.place)}，{column}：{wrong}")


def _wrong(record: Record, column: str, row: Row, registers: Registers) -> str | None:
    """Return what is wrong with a landed value: it is not what the source says, or the source says nothing."""
    value = row[column]
    if column in record.parted_by:
        return None
    kind, text = _said(record, column)
    if text and (kind == "subject" or (kind == "person" and text not in registers.people)):
        return None if registers.is_own_key(text, value) else f"“{text}”的人员编码不是他自己的"
    try:
        meant = meaning(kind, text, registers)
    except Unreadable:
        return f"原表是“{text}”，读不出，却入了库"
    is_so = value in meant if isinstance(meant, frozenset) else value == meant
    return None if is_so else f"原表是“{text}”，入库的是“{value}”"


def _said(record: Record, column: str) -> tuple[str, str]:
    """Return the kind and the text of a column; who is meant is said best by the number, if there is one."""
    kind, text = record.texts.get(column, ("text", ""))
    number = record.texts.get("member_no", ("", ""))[1]
    return (kind, number) if kind == "person" and number else (kind, text)


def _where(place: Place) -> str:
    file, sheet, row = place
    return f"{file}，{sheet}，第 {row} 行"
