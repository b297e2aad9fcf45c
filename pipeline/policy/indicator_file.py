"""One indicator file (`data/indicators/*.yaml`): its keys, and which parameters belong to which kind."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.policy.indicator_methods import Kind, Method
from pipeline.policy.indicator_parameters import MeasureChoice, Parameters, Strict, Text
from pipeline.policy.measures import PresenceName, measures
from pipeline.policy.policy_status import PolicyStatus
from pipeline.policy.vocabulary import Family, Grain, Period, Unit

FIRST_LOCAL = 90
"""Codes whose number is 90 or above are a district's own: no release brings one, so none can collide with theirs."""

_SHARES = ("breakdowns", "whole", "share_of_whole", "part")
_KEYS: dict[Method, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "frequency_period": (("categories",), ("per",)),
    "frequency_year": (("categories", "required"), ("required_by_level",)),
    "row_ratio": (("numerator", "denominator"), _SHARES),
    "weighted_mean": (("numerator", "denominator", "weights"), ()),
    "member_coverage": (("hours",), ("members", "at_least_once")),
    "member_mean": (("hours",), ("members",)),
    "member_with_row": (("rows", "subjects"), ("members",)),
    "organisation_with_row": (("rows", "subjects"), ()),
    "school_coverage": (("subjects",), ()),
    "person_total": (("count",), ()),
    "person_rate": (("count", "per_members"), ()),
    "row_total": (("sum",), ("breakdowns",)),
}
"""Keys of `parameters` a method needs, and those it may have besides."""
_BY_PARAMETER: dict[Kind, tuple[tuple[str, Method], ...]] = {
    "total": (("sum", "row_total"),),
    "rate": (("numerator", "row_ratio"),),
    "mean": (("weights", "weighted_mean"), ("hours", "member_mean")),
}
_OTHERWISE: dict[Kind, Method] = {"total": "person_total", "rate": "person_rate"}
"""Methods by the first of these `parameters` that is there, and without any of them."""
_OF_A_YEAR: tuple[Method, ...] = (
    "member_coverage",
    "member_mean",
    "member_with_row",
    "organisation_with_row",
    "school_coverage",
    "person_total",
    "person_rate",
    "weighted_mean",
)


class Indicator(PolicyStatus, Strict):
    """One indicator as the YAML states it; `method` is derived, never written."""

    indicator: Annotated[str, Field(pattern=r"^[A-Z]\d{2}$")]
    name: Text
    family: Family
    unit: Unit
    counted_in: Text = "项"
    direction: Literal["higher", "lower", "none"]
    numerator_text: Text
    denominator_text: str = ""
    exclusions: Text
    why_it_matters: Text
    source: Text
    source_passage: Text
    systems: tuple[Text, ...] = ()
    lifecycle: Literal["试行", "正式", "停用"]
    author: Text
    checked_by: Text
    date_reviewed: date
    next_review: date
    kind: Kind
    grain: Grain
    scope: Text
    base_period: Period
    fed_by: PresenceName | None = None
    minimum_base: Annotated[int, Field(ge=0)] = 0
    confidential: bool = False
    parameters: Parameters

    @property
    def is_local(self) -> bool:
        """True for an indicator that a district added for itself."""
        return int(self.indicator[1:]) >= FIRST_LOCAL

    @property
    def method(self) -> Method:
        """Which model of `models/intermediate` computes it."""
        if self.kind == "frequency":
            return "frequency_year" if self.base_period == "year" else "frequency_period"
        if self.kind == "coverage":
            return self._coverage_method()
        known = _BY_PARAMETER.get(self.kind, ())
        chosen = (method for key, method in known if getattr(self.parameters, key) is not None)
        return next(chosen, _OTHERWISE.get(self.kind, "row_ratio"))

    def _coverage_method(self) -> Method:
        chosen = self.parameters
        if chosen.hours is not None:
            return "member_coverage"
        if chosen.rows is not None:
            return "member_with_row" if chosen.subjects == "members" else "organisation_with_row"
        return "row_ratio" if chosen.subjects is None else "school_coverage"

    @model_validator(mode="after")
    def _has_the_keys_of_its_method(self) -> Indicator:
        chosen = self.parameters
        needed, allowed = _KEYS[self.method]
        missing = [key for key in needed if not getattr(chosen, key)]
        if missing:
            raise ValueError(f"parameters 缺少 {'、'.join(missing)}（{self.kind} 类指标需要），请补上")
        stray = [key for key in chosen.model_fields_set if key not in (*needed, *allowed)]
        if stray:
            raise ValueError(f"parameters.{sorted(stray)[0]} 不用于 {self.kind} 类指标的这种算法，请删去")
        return self

    @model_validator(mode="after")
    def _counts_subjects_that_its_rows_have(self) -> Indicator:
        chosen = self.parameters
        wrong_subjects = {"organisation_with_row": "organisations", "school_coverage": "schools"}
        if chosen.subjects not in (None, "members", wrong_subjects.get(self.method)):
            raise ValueError(f"parameters.subjects 与 rows 不配，请改成 {wrong_subjects[self.method]}")
        if self.method == "school_coverage" and chosen.subjects != "schools":
            raise ValueError("parameters 缺少 rows（按党员或党组织统计的 coverage 类指标需要），请补上")
        return self

    @model_validator(mode="after")
    def _shares_are_of_something(self) -> Indicator:
        chosen = self.parameters
        if (chosen.part or chosen.share_of_whole or not chosen.whole) and not chosen.breakdowns:
            raise ValueError("parameters 缺少 breakdowns（占比需要知道按什么分），请补上")
        if chosen.part and not chosen.share_of_whole:
            raise ValueError("parameters.part 只用于占比，请加上 share_of_whole: true 或删去 part")
        return self

    @model_validator(mode="after")
    def _period_unit_and_denominator_fit_the_kind(self) -> Indicator:
        if self.method in _OF_A_YEAR and self.base_period != "year":
            raise ValueError("base_period 应为 year（这类指标只按年统计），请改正")
        if self.kind in ("frequency", "coverage", "ratio") and self.unit != "%":
            raise ValueError(f"unit 应为 %（{self.kind} 类指标是百分比），请改正")
        if self.kind == "total" and self.unit in ("%", "‰"):
            raise ValueError("unit 不能是百分比（total 类指标是个数），请改成人、场、项等")
        if self.kind != "total" and not self.denominator_text:
            raise ValueError("denominator_text 不能为空，请用一句话说明分母")
        return self

    @model_validator(mode="after")
    def _is_confidential_where_it_counts_what_is_and_is_reviewed_later(self) -> Indicator:
        known = measures().measures
        if any(known[choice.measure].confidential for _, choice in self.measures()) and not self.confidential:
            raise ValueError("confidential 应为 true（处分数据只对纪检专员分单位显示），请改正")
        if self.next_review <= self.date_reviewed:
            raise ValueError("next_review 应晚于 date_reviewed，请改正")
        return self

    def measures(self) -> list[tuple[str, MeasureChoice]]:
        """Return (side, measure) pairs: of numerator, denominator, the shares (`part`), what is asked `once`."""
        chosen = self.parameters
        if self.kind == "frequency":
            return [("numerator", MeasureChoice(measure="activity", categories=chosen.categories))]
        counted: MeasureChoice | None = chosen.numerator or chosen.hours or chosen.rows or chosen.count or chosen.sum
        pairs = [
            ("numerator", counted),
            ("denominator", chosen.denominator),
            ("part", chosen.part),
            ("once", chosen.at_least_once),
        ]
        return [(side, choice) for side, choice in pairs if choice is not None]

    @property
    def ledgers(self) -> frozenset[str]:
        """The ledgers that it cannot be counted without: which feeds it, and what its measures are made of."""
        known = measures()
        fed_by = () if self.fed_by is None else (known.presences[self.fed_by].ledger,)
        made_of = (ledger for _, choice in self.measures() for ledger in known.measures[choice.measure].ledgers)
        return frozenset((*fed_by, *made_of))
