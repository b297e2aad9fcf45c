"""What can be counted and what counts as reported (`data/measures.yaml`): for indicators, report figures and models.

The models are made from the same file: `as_plain` is what dbt is given.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from ingest.ledger import load_ledgers
from pipeline.policy.error_wording import outside
from pipeline.policy.strict_model import Strict
from pipeline.policy.vocabulary import vocabulary
from pipeline.policy.yaml_file import read_model
from pipeline.settings import PROJECT

FILE = Path("data") / "measures.yaml"
YEAR_END, FOR_GOOD = "year_end", "for_good"
Name = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
Names = tuple[Name, ...]
Value = Annotated[str, Field(pattern=r"^[^'\"\\]+$")]


class Measure(Strict):
    """One measure; the head of the file says what each key means."""

    what: Annotated[str, Field(min_length=1)]
    rows: Name
    day: Name
    amount: Name | None = None
    times: Name | None = None
    given: Names = ()
    holds: Names = ()
    positive: Names = ()
    equals: dict[Name, Value] = Field(default_factory=dict)
    category: Name | None = None
    category_from: Name | None = None
    form: Name | None = None
    item: Name | None = None
    evaluator: Name | None = None
    band: Name | None = None
    field: Name | None = None
    level: Name | None = None
    person_key: Name | None = None
    subject: Names = ()
    until_date: Name | None = None
    key: Names = ("row_key",)
    attendance: Literal["is_expected", "is_attended"] | None = None
    ledgers: Names = ()
    made_good: bool = False
    confidential: bool = False

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Measure:
        if self.times and not self.amount:
            raise ValueError("times 要和 amount 一起写，请补上 amount")
        if self.category_from and not self.category:
            raise ValueError("category_from 要和 category 一起写，请补上 category")
        return self


class PresenceRule(Strict):
    """One way in which a row says that its organisation reported for a year."""

    ledger: Name
    rows: Name | None = None
    same_as: Name | None = None
    equals: dict[Name, Value] = Field(default_factory=dict)
    until_now: Name | None = None
    day: Name | None = None
    holds_until: Name | None = None
    for_good_where: dict[Name, tuple[Value, ...]] = Field(default_factory=dict)
    record_on: Name | None = None
    is_place: bool = False
    reports_for: Literal["itself", "everyone_from_then_on"] = "itself"

    @property
    def is_for_everyone(self) -> bool:
        """Say whether one row is a report for all organisations: the district alone is asked for the ledger."""
        return self.reports_for != "itself" or load_ledgers()[self.ledger].is_kept_by_the_district

    @model_validator(mode="after")
    def _has_rows_of_its_own_or_those_of_another(self) -> PresenceRule:
        if (self.same_as is None) == (self.rows is None or self.day is None):
            raise ValueError("要么写 rows 和 day，要么只写 same_as，请改正")
        if self.holds_until is not None and self.for_good_where:
            raise ValueError("holds_until 和 for_good_where 只能写一个，请改正")
        return self


class Measures(Strict):
    """Every measure and presence by name."""

    measures: dict[Name, Measure]
    presences: dict[Name, PresenceRule]

    @field_validator("measures")
    @classmethod
    def _is_made_of_ledgers_that_exist(cls, found: dict[str, Measure]) -> dict[str, Measure]:
        for name, one in found.items():
            for ledger in one.ledgers:
                if ledger not in load_ledgers():
                    raise ValueError(f"{name} 的 ledgers 有误：没有台账“{ledger}”，请改正")
        return found

    @field_validator("presences")
    @classmethod
    def _others_exist_and_places_are_one_a_ledger(cls, found: dict[str, PresenceRule]) -> dict[str, PresenceRule]:
        for name, one in found.items():
            if one.same_as is not None and one.same_as not in found:
                raise ValueError(f"{name} 的 same_as 有误：没有“{one.same_as}”，请改正")
            if one.ledger not in load_ledgers():
                raise ValueError(f"{name} 的 ledger 有误：没有台账“{one.ledger}”，请改正")
        places = [one.ledger for one in found.values() if one.is_place]
        for ledger in places:
            if places.count(ledger) > 1:
                raise ValueError(f"台账 {ledger} 有两项写了 is_place: true，请只留一项")
        return found


@cache
def measures() -> Measures:
    """Return the measures of this installation. Raises UserError naming the key that is wrong."""
    return read_model(PROJECT / FILE, Measures)


def as_plain() -> dict[str, Any]:
    """Return the variables of the models: measures, presences, dimensions of a breakdown, groups of statuses."""
    words, known = vocabulary(), measures()
    plain = known.model_dump(mode="json")
    for name, presence in known.presences.items():
        plain["presences"][name]["is_for_everyone"] = presence.is_for_everyone
    return {
        **plain,
        "dimensions": list(words.dimensions),
        "status_groups": words.status_groups.model_dump(mode="json"),
    }


def _known_measure(name: str) -> str:
    if name not in measures().measures:
        raise ValueError(outside(tuple(measures().measures)))
    return name


def _known_presence(name: str) -> str:
    if name not in measures().presences:
        raise ValueError(outside(tuple(measures().presences)))
    return name


MeasureName = Annotated[str, AfterValidator(_known_measure)]
PresenceName = Annotated[str, AfterValidator(_known_presence)]
