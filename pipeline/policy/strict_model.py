"""What files of policy are read into: unknown keys are refused, nothing changes, numbers say whence they are."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Word = Annotated[str, Field(min_length=1)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]


class Strict(BaseModel):
    """A part of a file, all of whose keys are known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourcedNumber(Strict):
    """A number that somebody laid down: what, by which document, since when. Narrow `value` where less is allowed."""

    value: Annotated[int, Field(ge=0, le=10_000)]
    source: Word
    since: dt.date
