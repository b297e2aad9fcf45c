"""The `parameters` of an indicator file: what is counted, among whom, and how it is divided."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.policy.indicator_methods import Members, Subjects
from pipeline.policy.measures import MeasureName
from pipeline.policy.vocabulary import Dimension

Text = Annotated[str, Field(min_length=1)]
Times = Annotated[int, Field(ge=1)]


class Strict(BaseModel):
    """Refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MeasureChoice(Strict):
    """A measure, narrowed to categories (活动类型, 培训类别, 测评类型 …) where given."""

    measure: MeasureName
    categories: tuple[Text, ...] = ()


class PersonChoice(MeasureChoice):
    """Persons with such a row; `in_effect`: those whose 影响期 covers the closing day."""

    in_effect: bool = False


class RowChoice(MeasureChoice):
    """Subjects with such a row in the year; `in_force`: with one that holds on the closing day (建档, 结对 …)."""

    in_force: bool = False


class TimesByLevel(Strict):
    """Times a year owed by level, where it differs from `required`."""

    district: Times | None = None
    school_org: Times | None = None


class Parameters(Strict):
    """What a kind needs. Which keys belong together is checked by `Indicator`."""

    categories: tuple[Text, ...] = ()
    required: Times | None = None
    required_by_level: TimesByLevel = TimesByLevel()
    per: Literal["organisation", "group"] = "organisation"
    numerator: MeasureChoice | None = None
    denominator: MeasureChoice | None = None
    part: MeasureChoice | None = None
    weights: Text | None = None
    hours: MeasureChoice | None = None
    at_least_once: MeasureChoice | None = None
    rows: RowChoice | None = None
    subjects: Subjects | None = None
    members: Members = "all"
    count: PersonChoice | None = None
    sum: MeasureChoice | None = None
    per_members: Times | None = None
    breakdowns: tuple[Dimension, ...] = ()
    whole: bool = True
    share_of_whole: bool = False
