"""Loads `data/indicators/*.yaml`: one file an indicator (指标), its 口径, its kind and its parameters.

A file with an unknown key, measure or value is refused with a sentence that names file, key and mend.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import UserError

Kind = Literal["frequency", "ratio", "rate", "mean", "coverage", "total"]
Method = Literal[
    "frequency_period",
    "frequency_year",
    "row_ratio",
    "member_coverage",
    "member_mean",
    "person_total",
    "person_rate",
]
Measure = Literal[
    "activity",
    "activity_expected",
    "activity_attended",
    "training_hours",
    "discipline",
    "discipline_form",
    "survey_valid",
    "survey_satisfied",
    "survey_satisfied_strictly",
    "survey_score",
    "form_sent",
    "form_valid",
    "problem_due",
    "problem_closed_in_time",
    "problem_raised",
    "problem_recurred",
    "ledger_due",
    "ledger_received",
    "row_received",
    "row_returned",
]
"""What `models/intermediate/int_measure_row.sql` can count; a new measure is a branch there."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MeasureChoice(_Strict):
    """A measure, narrowed to categories (活动类型, 培训类别, 测评类型 …) where given."""

    measure: Measure
    categories: tuple[str, ...] = ()
    in_effect: bool = False


class Parameters(_Strict):
    """What a kind needs. Which keys belong together is checked by `Indicator.method`."""

    categories: tuple[str, ...] = ()
    required: Annotated[int, Field(ge=1)] | None = None
    per: Literal["organisation", "group"] = "organisation"
    numerator: MeasureChoice | None = None
    denominator: MeasureChoice | None = None
    hours: MeasureChoice | None = None
    members: Literal["all", "leaders", "not_leaders"] = "all"
    count: MeasureChoice | None = None
    per_members: Annotated[int, Field(ge=1)] | None = None
    breakdowns: tuple[Literal["form", "item", "evaluator"], ...] = ()
    whole: bool = True
    share_of_whole: bool = False


class Indicator(_Strict):
    """One indicator as the YAML states it; `method` is derived, never written."""

    indicator: Annotated[str, Field(pattern=r"^[A-Z]\d{2}$")]
    name: str
    family: str
    unit: str
    direction: Literal["higher", "lower", "none"]
    numerator_text: str
    denominator_text: str = ""
    exclusions: str
    why_it_matters: str
    source: str
    source_passage: str
    lifecycle: Literal["试行", "正式", "停用"]
    author: str
    checked_by: str
    date_reviewed: date
    next_review: date
    kind: Kind
    grain: str
    scope: str
    base_period: Literal["month", "quarter", "semester", "year"]
    fed_by: str | None = None
    minimum_base: Annotated[int, Field(ge=0)] = 0
    confidential: bool = False
    parameters: Parameters

    @property
    def method(self) -> Method:
        """Which model of `models/intermediate` computes it."""
        chosen = self.parameters
        if self.kind == "frequency":
            return "frequency_year" if self.base_period == "year" else "frequency_period"
        if self.kind == "total":
            return "person_total"
        if self.kind == "rate":
            return "person_rate"
        if chosen.hours is not None:
            return "member_coverage" if self.kind == "coverage" else "member_mean"
        return "row_ratio"

    @model_validator(mode="after")
    def _parameters_fit_the_kind(self) -> Indicator:
        chosen = self.parameters
        needed: dict[Method, tuple[str, ...]] = {
            "frequency_period": ("categories",),
            "frequency_year": ("categories", "required"),
            "row_ratio": ("numerator", "denominator"),
            "member_coverage": ("hours",),
            "member_mean": ("hours",),
            "person_total": ("count",),
            "person_rate": ("count", "per_members"),
        }
        missing = [key for key in needed[self.method] if not getattr(chosen, key)]
        if missing:
            raise ValueError(f"parameters 缺少 {'、'.join(missing)}（{self.kind} 类指标需要）")
        return self

    def measures(self) -> list[tuple[str, MeasureChoice]]:
        """(side, measure) pairs: what feeds numerator and denominator."""
        chosen = self.parameters
        if self.kind == "frequency":
            return [("numerator", MeasureChoice(measure="activity", categories=chosen.categories))]
        pairs = [
            ("numerator", chosen.numerator or chosen.hours or chosen.count),
            ("denominator", chosen.denominator),
        ]
        return [(side, choice) for side, choice in pairs if choice is not None]


def load_indicators(folder: Path) -> list[Indicator]:
    """Every indicator of `folder`, by code. Raises UserError naming file and key."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            indicator = Indicator.model_validate(content)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "整个文件"
            raise UserError(f"指标文件 {path.name} 的“{where}”有误：{_reason(first['type'], first['msg'])}") from error
        except yaml.YAMLError as error:
            raise UserError(f"指标文件 {path.name} 不是有效的 YAML，请检查缩进和冒号。") from error
        if indicator.indicator != path.stem:
            raise UserError(f"指标文件 {path.name} 的“indicator”是 {indicator.indicator}，应与文件名一致。")
        found.append(indicator)
    if not found:
        raise UserError(f"{folder} 里没有指标文件（*.yaml）。")
    return found


def _reason(kind: str, message: str) -> str:
    known = {
        "extra_forbidden": "没有这个键，请删去或改成正确的键名",
        "missing": "缺少这个键，请补上",
        "literal_error": "取值不在允许的范围内，请对照同类指标文件",
    }
    return known.get(kind, message.removeprefix("Value error, "))


def indicator_frame(indicators: list[Indicator]) -> pl.DataFrame:
    """One row an indicator: texts, kind, method and scalar parameters, for the models."""
    return pl.DataFrame(
        [
            {
                "indicator_code": one.indicator,
                "name_zh": one.name,
                **one.model_dump(
                    include={
                        "family", "unit", "direction", "numerator_text", "denominator_text", "why_it_matters",
                        "source", "source_passage", "lifecycle", "author", "checked_by", "date_reviewed",
                        "next_review", "kind", "grain", "scope", "base_period", "fed_by", "minimum_base",
                    }
                ),
                "exclusions_text": one.exclusions,
                "is_confidential": one.confidential,
                "method": one.method,
                "required_times": one.parameters.required,
                "per_group": one.parameters.per == "group",
                "members": one.parameters.members,
                "multiplier": _multiplier(one),
                "in_effect": one.parameters.count is not None and one.parameters.count.in_effect,
                "has_whole": one.parameters.whole,
                "share_of_whole": one.parameters.share_of_whole,
            }
            for one in indicators
        ],
        schema_overrides={"required_times": pl.Int64, "fed_by": pl.String, "minimum_base": pl.Int64},
        infer_schema_length=None,
    )  # fmt: skip


def _multiplier(indicator: Indicator) -> float:
    """Value = multiplier x numerator / denominator, in the indicator's unit."""
    if indicator.parameters.per_members:
        return float(indicator.parameters.per_members)
    return 100.0 if indicator.unit == "%" else 1.0


def measure_frame(indicators: list[Indicator]) -> pl.DataFrame:
    """One row an indicator, side and category; category null means every category of the measure."""
    rows = [
        {"indicator_code": one.indicator, "side": side, "measure": choice.measure, "category": category}
        for one in indicators
        for side, choice in one.measures()
        for category in (choice.categories or (None,))
    ]
    return pl.DataFrame(rows, schema_overrides={"category": pl.String}, infer_schema_length=None)


def breakdown_frame(indicators: list[Indicator]) -> pl.DataFrame:
    """One row an indicator and dimension it is broken down by."""
    rows = [
        {"indicator_code": one.indicator, "dimension": dimension}
        for one in indicators
        for dimension in one.parameters.breakdowns
    ]
    return pl.DataFrame(rows, schema={"indicator_code": pl.String, "dimension": pl.String})
