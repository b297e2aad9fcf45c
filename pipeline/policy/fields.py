"""How a cell of a standards file (标准表) is read: dates, yes or no, numbers, blanks; and what every line has."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES_NO = {"yes": True, "no": False}


def _day(text: object) -> date:
    if isinstance(text, date):  # YAML reads a day as one
        return text
    try:
        if isinstance(text, str) and _ISO.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError("不是日期，请写成 2026-01-31 的样子")


def _yes_or_no(text: str) -> bool:
    if text not in _YES_NO:
        raise ValueError("应写 yes 或 no，请改正")
    return _YES_NO[text]


Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[A-Z]\d{2}$")]
Day = Annotated[date, BeforeValidator(_day)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Month = Annotated[int, Field(ge=1, le=12)]
OptionalDay = Annotated[date | None, BeforeValidator(lambda text: _day(text) if text else None)]
OptionalNumber = Annotated[Number | None, BeforeValidator(lambda text: text or None)]
OptionalCount = Annotated[Count | None, BeforeValidator(lambda text: text or None)]


class StandardRow(BaseModel):
    """One line. `unique` names the columns no two lines may share; columns are the fields, in any order.

    `known_as` is what people call the file; none for what is no standard.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    unique: ClassVar[tuple[str, ...]]
    known_as: ClassVar[str] = ""
    line: int


class SourcedRow(StandardRow):
    """A line that says where its rule comes from."""

    source: Text
