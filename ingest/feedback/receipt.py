"""The receipt (回执) of one ledger in one file: counts for the program, sentences for the clerk."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import UserError
from ingest.recognition.column_use import ColumnUse
from ingest.system_reason import reason

_LISTED = 200
_WORD_TABLE = re.compile(r"^表\d+$")
"""The names that tables of a Word document go by."""


@dataclass(frozen=True, slots=True)
class Note:
    """One complaint: where, and the sentence. `column` is None for a whole row."""

    sheet: str
    row: int
    column: str | None
    message: str

    def to_json(self) -> dict[str, Any]:
        """Return the complaint as the command line prints it."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "message": self.message}

    @property
    def sentence(self) -> str:
        """The complaint on one line."""
        column = f"“{self.column}”列" if self.column else "整行"
        where = self.sheet if _WORD_TABLE.match(self.sheet) else f"工作表“{self.sheet}”"
        return f"{where}第 {self.row} 行，{column}：{self.message}"


@dataclass(slots=True)
class Receipt:
    """What became of one ledger in one file. read = accepted + unchanged + returned, or the receipt does not exist.

    `refused` is the sentence for which nothing was taken in; `missing` are rows of earlier files that this one
    lacks, `retired` how many of them `--replace` took out; `poorer` names columns that files of this ledger
    usually have and this one lacks, `kept` those that its rows keep from older files; `remarks` are sentences
    about what does not show on the screen, such as hidden rows. A file that `is_held` is poorer than usual and waits
    for somebody's word; `undecided` are files of the delivery of which nobody can tell whether they are newer. `folder`
    is where receipt and returned workbook lie.
    """

    file: str
    ledger: str | None
    title: str | None = None
    batch: str | None = None
    read: int = 0
    accepted: int = 0
    unchanged: int = 0
    returned: int = 0
    flagged: int = 0
    refused: str | None = None
    returns: list[Note] = field(default_factory=list)
    flags: list[Note] = field(default_factory=list)
    missing: list[dict[str, Any]] = field(default_factory=list)
    retired: int = 0
    kept_back: int = 0
    poorer: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    is_held: bool = False
    undecided: list[dict[str, str]] = field(default_factory=list)
    columns: tuple[ColumnUse, ...] = ()
    ignored_sheets: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    folder: Path | None = None
    workbook: Path | None = None

    def __post_init__(self) -> None:
        if self.read != self.accepted + self.unchanged + self.returned:
            raise AssertionError(
                f"{self.read} rows read, {self.accepted} accepted, {self.unchanged} unchanged, {self.returned} returned"
            )

    def to_json(self) -> dict[str, Any]:
        """Return the receipt as the command line prints it, and nothing else."""
        return {
            "file": self.file,
            "ledger": self.ledger,
            "batch": self.batch,
            "read": self.read,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "returned": self.returned,
            "flagged": self.flagged,
            "refused": self.refused,
            "returns": [note.to_json() for note in self.returns],
            "columns": [use.to_json() for use in self.columns],
            **({"held": list(self.poorer)} if self.is_held else {}),
            **({"undecided": self.undecided} if self.undecided else {}),
        }

    def to_text(self) -> str:
        """Return the receipt as the clerk reads it."""
        lines = [f"文件：{self.file}", f"台账：{self.title or '没有认出'}"]
        if self.refused is not None:
            return "\n".join([*lines, "结果：没有入库。", f"原因：{self.refused}", ""])
        lines += [
            f"批次：{self.batch or '没有新内容，未形成批次'}",
            f"结果：共读取 {self.read} 行，入库 {self.accepted} 行，已有不变 {self.unchanged} 行，"
            f"退回 {self.returned} 行；入库的行中需核实 {self.flagged} 行。",
            *self._about_columns(),
            *_section("请留意：", self.remarks),
            *_section("退回的行（没有入库）：", [note.sentence for note in self.returns]),
            *self._what_to_do(),
            *_section("需核实（已入库，不影响数值）：", [note.sentence for note in self.flags]),
            *self._about_missing(),
        ]
        return "\n".join([*lines, ""])

    def _about_columns(self) -> list[str]:
        """Return what was not read, and what the file lacks."""
        lines = [f"没有读取的工作表（不是台账）：{'、'.join(self.ignored_sheets)}。"] if self.ignored_sheets else []
        unused = [use for use in self.columns if use.state == "not_used"]
        lines += _section("没有用到的列（内容没有入库）：", _by_sheet(unused))
        if self.poorer:
            lines.append(
                f"需核实：这个文件比平时报送的少了这些列：{'、'.join(self.poorer)}。以前报送的这些内容保留不变；"
                "如果应当一并更新，请补上这些列后重新报送。"
            )
        return lines + _section("这个文件没有、沿用以前报送的列：", list(self.kept))

    def _what_to_do(self) -> list[str]:
        if not self.returns or self.workbook is None:
            return []
        return [
            f"怎么办：打开同一文件夹中的“{self.workbook.name}”，有错的单元格已标色并附批注；改正后把这个文件重新报送即可，"
            "已入库的行不会重复计算。"
        ]

    def _about_missing(self) -> list[str]:
        if not self.missing:
            return []
        heading = f"以前报送过、这个文件里没有的行（同一党组织、同一年度，共 {len(self.missing)} 行）："
        return [*_section(heading, [_where(row) for row in self.missing]), self._what_became_of_missing()]

    def _what_became_of_missing(self) -> str:
        if self.retired or self.kept_back:
            kept = f"另有 {self.kept_back} 行因本次还有退回的行而保留，改正后请再报送一次。" if self.kept_back else ""
            return f"已按“完整替换”停用其中 {self.retired} 行。{kept}"
        return "这些行仍然有效。如果这个文件就是完整的台账，请用“完整替换”（--replace）重新报送，这些行才会停用。"


def _section(heading: str, sentences: list[str]) -> list[str]:
    """Return a blank line, the heading and the sentences; nothing where there are none."""
    return ["", heading, *_listed(sentences)] if sentences else []


def _by_sheet(unused: list[ColumnUse]) -> list[str]:
    sheets = dict.fromkeys(use.sheet for use in unused)
    return [
        f"工作表“{sheet}”：{'；'.join(dict.fromkeys(use.question for use in unused if use.sheet == sheet))}"
        for sheet in sheets
    ]


def _where(row: dict[str, Any]) -> str:
    return f"{row['file']}，工作表“{row['sheet']}”第 {row['row_number']} 行"


def _listed(sentences: list[str]) -> list[str]:
    shown = [f"  {number}. {sentence}" for number, sentence in enumerate(sentences[:_LISTED], start=1)]
    if len(sentences) > _LISTED:
        shown.append(f"  ……其余 {len(sentences) - _LISTED} 处从略，见退回的工作簿和 receipt.json。")
    return shown


def write_receipts(receipts: list[Receipt], folder: Path) -> None:
    """Write the receipts of one file: `receipt.json` (a list, one entry a ledger) and 回执.txt."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        plain = json.dumps([each.to_json() for each in receipts], ensure_ascii=False, indent=1)
        (folder / "receipt.json").write_text(plain, encoding="utf-8")
        text = "\n".join(receipt.to_text() for receipt in receipts)
        # Notepad of older Windows reads UTF-8 only with a mark in front.
        (folder / "回执.txt").write_text(text, encoding="utf-8-sig", newline="\r\n")
    except OSError as error:
        raise UserError(f"回执写不进“{folder}”：{reason(error)}。请检查磁盘空间和权限。") from error
