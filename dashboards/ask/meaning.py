"""What a word of a question can mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a word names, or what it does in a question."""

    INDICATOR = "指标"
    UNIT = "单位"
    PART = "支部"  # a branch by the part of its name behind its school's
    PAGE = "页面"
    STATUS = "状态"
    OWN = "本单位"
    LEVEL = "层级"
    PERIOD = "时期"
    LISTING = "哪些"
    DEFINING = "口径"
    FINDING = "在哪"
    FILLER = ""
    NOT_ANSWERED = "不答"


@dataclass(frozen=True)
class Meaning:
    """One thing that a word can mean: its key (a code, a level and id, a name), and its label for people.

    `inside` holds the ids of the units that a unit lies in, as far as the viewer may see them.
    """

    kind: Kind
    key: str
    label: str = ""
    inside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Said:
    """A stretch of a question with what it can mean; no meaning where nobody knows the words."""

    text: str
    meanings: tuple[Meaning, ...] = ()
