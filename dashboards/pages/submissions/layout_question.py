"""What is asked about a file that was not read in full, and what becomes of the answer; nothing of it is written down.

The file and its first rows are held in the session of whoever handed it in, until it is answered or left.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.errors import UserError
from ingest.landing.whole_files import write_text
from ingest.layouts.layout_file import AS_USUAL, NOT_NEEDED, FixedValue, Said, layout_of
from ingest.layouts.layout_folder import load_layouts, new_path
from ingest.layouts.layout_text import confirmed_text
from ingest.layouts.proposal import Proposal, ProposedColumn
from ingest.layouts.units import UNITS, likely_unit
from ingest.ledger import YEAR, Column, Ledger, load_ledgers
from ingest.yaml_text import parsed

_BETWEEN_WORDS = re.compile(r"[\d\s年月日季度半/\\\-—_.、，,：:（）()《》“”]+")
_SHORTEST_WORD = 2
_IN_ANY_NAME = frozenset("中共区市县党总支部委员会联合学校小初高级中职幼儿园教育第一二三四五六七八九十退休工")
"""Characters that tell no organisation from another."""


@dataclass(frozen=True)
class Kept:
    """A file as it was handed in."""

    name: str
    content: bytes

    def getvalue(self) -> bytes:
        """Return the bytes."""
        return self.content


@dataclass(frozen=True)
class Question:
    """A table of a file (as receipts name it) about which a person is asked. `is_refused`: nothing was landed.

    `usual` are ids of columns that files of its ledger mostly have.
    """

    upload: Kept
    file: str
    table: Proposal
    is_refused: bool
    usual: frozenset[str] = frozenset()

    @property
    def read_alike(self) -> list[str]:
        """The headers of columns that are read as one and the same column of the ledger."""
        read = Counter(column.read_as for column in self.table.columns if column.read_as)
        return [column.header for column in self.table.columns if read[column.read_as or ""] > 1]

    @property
    def poorer_by(self) -> list[str]:
        """The headers of usual columns, beside the required ones, that the table seems to lack."""
        own = {column.read_as for column in self.table.columns if column.read_as}
        ledger = load_ledgers()[self.table.ledger]
        return [column.header for column in ledger.columns if column.id in self.usual - own and not column.required]


@dataclass(frozen=True)
class Choice:
    """What one column may be read as, in the words of a layout; `label` is what the box shows."""

    label: str
    said: Said


def is_asked_about(receipt: Mapping[str, Any]) -> bool:
    """Tell whether a layout may help: a file refused, columns not used, or two of which nobody knows which counts."""
    columns = receipt.get("columns", [])
    if receipt.get("refused") or any(use["state"] == "not_used" for use in columns):
        return True
    read = Counter((use["sheet"], use["read_as"]) for use in columns if use["state"] == "read")
    return bool(receipt.get("returned")) and any(count > 1 for count in read.values())


def is_of(receipt: Mapping[str, Any], name: str) -> bool:
    """Tell whether a receipt is of the uploaded file of this name, or of one inside it."""
    file = str(receipt.get("file"))
    return file == name or file.startswith(f"{name}/")


def questions_of(upload: Kept, answer: str, receipts: Sequence[Mapping[str, Any]]) -> list[Question]:
    """Return the questions in what `dangjian layout --json` printed about an upload."""
    found: list[Question] = []
    for file in _printed(answer):
        own = [receipt for receipt in receipts if receipt.get("file") == file["file"]]
        if any(map(is_asked_about, own)):
            refused = any(receipt.get("refused") and not receipt.get("held") for receipt in own)
            found += [
                Question(upload, file["file"], Proposal.from_json(table), refused, frozenset(table["usual"]))
                for table in file["tables"]
            ]
    return [each for each in found if each.table.is_open]


def _printed(answer: str) -> list[dict[str, Any]]:
    start, end = answer.find("["), answer.rfind("]")
    found: list[dict[str, Any]] = json.loads(answer[start : end + 1]) if 0 <= start < end else []
    return found


def choices(column: ProposedColumn, ledger: Ledger) -> list[Choice]:
    """Return what a column may be read as, the best guess first.

    What the program knows by itself stays what it is, or is not needed: nobody's answer may make 应到人数 of another
    school's 实到人数.
    """
    not_needed = Choice("不用", _said(NOT_NEEDED))
    if column.as_usual:
        return [Choice("照常", _said(AS_USUAL)), not_needed]
    own = _of_column(ledger.column(column.read_as), column.cells) if column.read_as else []
    if column.state == "known":
        return [*_as_known(column, ledger), *(own if len(own) > 1 else []), not_needed]
    others = [choice for each in ledger.columns for choice in _of_column(each) if choice not in own]
    return [*own, not_needed, *others]


def _as_known(column: ProposedColumn, ledger: Ledger) -> list[Choice]:
    header = ledger.column(column.read_as).header if column.read_as else None
    return [Choice(header, _said(header))] if header else []


def _of_column(column: Column, cells: Sequence[str] = ()) -> list[Choice]:
    mark = "（必填）" if column.required else ""
    units = UNITS.get(column.unit or "")
    if units is None:
        return [Choice(f"{column.header}{mark}", _said(column.header))]
    likely = likely_unit(column, cells)
    return [
        Choice(f"{column.header}（{unit}）{mark}", _said(column.header, unit))
        for unit in sorted(units, key=lambda unit: unit != likely)
    ]


def _said(column: str, unit: str | None = None) -> Said:
    return Said.model_validate({"读作": column, "单位": unit})


def words_of(question: Question) -> list[str]:
    """Return the words round the table by which the next file of its kind may be known, without dates."""
    parts = [part for place in question.table.places for part in _BETWEEN_WORDS.split(place)]
    return list(dict.fromkeys(part for part in parts if len(part) >= _SHORTEST_WORD))


def fixed_value(question: Question, column: Column, value: str, word: str | None) -> FixedValue:
    """Return what stands in no column; without a word by which others are known it holds for this very file.

    UserError if the word may stand on the file of any school, which would then be read as this organisation's.
    """
    if word is not None and column.form == "organisation" and not _tells_of(word, value):
        raise UserError(
            f"“{word}”看不出是“{value}”，别的单位的文件里也可能有。请选单位名称里有的字，或选“只用于这份文件”。"
        )
    is_of_file = column.form == "organisation" or column.id == YEAR
    digest = hashlib.sha256(question.upload.content).hexdigest() if is_of_file and word is None else None
    given = {"列": column.header, "内容": value, "见于": word if is_of_file else None, "只用于": digest}
    return FixedValue.model_validate(given)


def _tells_of(word: str, organisation: str) -> bool:
    """Tell whether a word has something of the name that not every name has; a code has nothing to compare."""
    return organisation.isdecimal() or bool(set(word) & set(organisation) - _IN_ANY_NAME)


def still_lacking(
    question: Question, ledger: Ledger, said: Mapping[str, Said], fixed: Sequence[FixedValue]
) -> list[str]:
    """Return the headers of required columns that nothing gives, if the file would be refused for them.

    An organisation may still be found in title, sheet or file name when it is landed.
    """
    if not question.is_refused:
        return []
    given = {each.column for each in said.values()} | {each.column for each in fixed}
    own = {column.read_as for column in question.table.columns} | set(question.table.lacking)
    return [
        column.header
        for column in ledger.required
        if column.header not in given and column.form != "organisation" and column.id in own
    ]


def save(
    home: Path,
    question: Question,
    ledger: Ledger,
    said: Mapping[str, Said],
    fixed: Sequence[FixedValue],
    skipped: Sequence[str],
    confirmed_by: str,
    confirmed_on: date,
) -> Path:
    """Write the layout that was confirmed; UserError says what is wrong with it.

    What an earlier confirmation fixed for other files stays.
    """
    there = load_layouts(home).of(question.table.signature)
    path, kept = (there[0], there[1].fixed) if there else (new_path(home, Path(question.file).stem), ())
    new = {(each.column, each.seen_in, each.only_for) for each in fixed}
    stays = [each for each in kept if (each.column, each.seen_in, each.only_for) not in new and _is_free(each, said)]
    text = confirmed_text(ledger, said, [*stays, *fixed], skipped, confirmed_by, confirmed_on)
    layout_of(path, parsed(text))
    write_text(text, path)
    return path


def _is_free(fixed: FixedValue, said: Mapping[str, Said]) -> bool:
    return all(each.column != fixed.column for each in said.values())
