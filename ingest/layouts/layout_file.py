"""One layout (版式) as a file: what its keys are, and what is wrong with it in the words of the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator, model_validator

from ingest.layouts.units import UNITS
from ingest.layouts.yaml_file import Kind, Strict, content_of, validated
from ingest.ledger import YEAR, Column, Ledger, load_ledgers
from ingest.recognition.known_layout import Fixed, Layout, ReadAs, label_of, signature, skipped_key
from ingest.text.header_text import header_keys

NOT_NEEDED, AS_USUAL = "不用", "照常"


class Said(Strict):
    """What a column is read as (读作), and what it is counted in (单位)."""

    column: str | None = Field(None, alias="读作")
    unit: str | None = Field(None, alias="单位")


class FixedValue(Strict):
    """What no column says. `seen_in` (见于) is a text that tells for which files it holds, `only_for` its SHA-256."""

    column: str = Field(alias="列")
    value: str = Field(alias="内容")
    seen_in: str | None = Field(None, alias="见于")
    only_for: str | None = Field(None, alias="只用于")

    @field_validator("value", "seen_in", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int | float | date) else value


class LayoutFile(Strict):
    """A file in `layouts/`. Until it is `confirmed` (已确认) it is not used, and blanks may stand in it."""

    ledger: str = Field(alias="台账")
    confirmed: bool = Field(False, alias="已确认")
    confirmed_by: str = Field("", alias="确认人")
    confirmed_on: date | None = Field(None, alias="确认日期")
    columns: dict[str, str | Said | None] = Field(alias="列", min_length=1)
    fixed: tuple[FixedValue, ...] = Field((), alias="固定内容")
    skipped: tuple[str, ...] = Field((), alias="不读的行")

    @field_validator("columns", mode="before")
    @classmethod
    def _by_text(cls, value: object) -> object:
        return {str(key): each for key, each in value.items()} if isinstance(value, dict) else value

    @field_validator("fixed", "skipped", mode="before")
    @classmethod
    def _none_is_nothing(cls, value: object) -> object:
        return () if value is None else value

    @model_validator(mode="after")
    def _is_sound(self) -> LayoutFile:
        ledger = _ledger_of(self.ledger)
        read = [column for header, said in self.said() if (column := _checked(header, said, ledger, self.confirmed))]
        labels = [label_of(header) for header in self.columns]
        twice = next((header for header in self.columns if labels.count(label_of(header)) > 1), None)
        if twice is not None:
            raise ValueError(f"列“{twice}”写了不止一次，同名的列请写成“{twice}（第2个）”")
        for fixed in self.fixed:
            _check_fixed(fixed, ledger, read)
        return self

    def said(self) -> Iterator[tuple[str, Said]]:
        """Yield each header with what is said of it."""
        for header, said in self.columns.items():
            yield header, said if isinstance(said, Said) else Said.model_validate({"读作": said})

    @property
    def signature(self) -> tuple[str, ...]:
        """What the headers of its tables have in common."""
        return signature(label_of(header) for header in self.columns)

    def to_layout(self, name: str) -> Layout:
        """Return what it says, for recognition."""
        ledger = _ledger_of(self.ledger)
        columns = {label_of(header): _read_as(said, ledger) for header, said in self.said() if said.column != AS_USUAL}
        fixed = tuple(
            Fixed(_column(each.column, ledger).id, each.value, each.seen_in, each.only_for) for each in self.fixed
        )
        said = (ledger.id, sorted(columns.items()), fixed, sorted(self.skipped))
        return Layout(
            name,
            ledger.id,
            self.signature,
            columns,
            fixed,
            frozenset(map(skipped_key, self.skipped)),
            self.confirmed_by,
            hashlib.sha256(repr(said).encode()).hexdigest()[:12],
        )


KIND = Kind("版式", "重新报送。", {"固定内容": FixedValue}, {"列": Said})


def read_layout(path: Path) -> LayoutFile:
    """Read one file; UserError names the file, the key and how to mend it."""
    return layout_of(path, content_of(path, KIND))


def layout_of(path: Path, content: Mapping[str, Any]) -> LayoutFile:
    """Return the content of a file as a layout; UserError as `read_layout`."""
    return validated(path, content, LayoutFile, KIND)


def _ledger_of(text: str) -> Ledger:
    ledgers = load_ledgers()
    found = next((ledger for ledger in ledgers.values() if text in (ledger.id, ledger.title)), None)
    if found is None:
        raise ValueError(f"没有叫“{text}”的台账，请改成以下之一：{'、'.join(each.title for each in ledgers.values())}")
    return found


def _find(text: str, ledger: Ledger) -> Column | None:
    keys = header_keys(text)
    return next(
        (
            column
            for column in ledger.columns
            if text == column.id or any(header_keys(name)[0] in keys for name in (column.header, *column.aliases))
        ),
        None,
    )


def _column(text: str, ledger: Ledger) -> Column:
    found = _find(text, ledger)
    if found is None:
        headers = "、".join(column.header for column in ledger.columns)
        raise ValueError(f"“{text}”不是“{ledger.title}”的列，请改成以下之一：{headers}")
    return found


def _checked(header: str, said: Said, ledger: Ledger, is_confirmed: bool) -> str | None:
    """Return the id of the column that a header is read as; ValueError if it cannot be."""
    if said.column is None:
        if is_confirmed:
            raise ValueError(f"列“{header}”没有填写读作哪一列，不需要的请写“{NOT_NEEDED}”")
        return None
    if said.column in (NOT_NEEDED, AS_USUAL):
        return None
    column = _column(said.column, ledger)
    words = UNITS.get(column.unit or "", {})
    if said.unit is not None and said.unit not in words:
        raise ValueError(
            f"列“{header}”的单位“{said.unit}”不对，"
            + (f"请改成以下之一：{'、'.join(words)}" if words else f"“{column.header}”不用写单位，请删去")
        )
    return column.id


def _check_fixed(fixed: FixedValue, ledger: Ledger, read: list[str]) -> None:
    column = _column(fixed.column, ledger)
    if column.id in read:
        raise ValueError(f"固定内容里的“{fixed.column}”已经有一列在读，请只留一处")
    if (column.form == "organisation" or column.id == YEAR) and not (fixed.seen_in or fixed.only_for):
        raise ValueError(
            f"固定内容里的“{fixed.column}”每个文件可能不同，请用“见于”写明标题、工作表名或文件名里的哪几个字说明是它"
        )


def _read_as(said: Said, ledger: Ledger) -> ReadAs:
    if said.column is None or said.column == NOT_NEEDED:
        return ReadAs(None)
    column = _column(said.column, ledger)
    return ReadAs(column.id, UNITS.get(column.unit or "", {}).get(said.unit or ""))
