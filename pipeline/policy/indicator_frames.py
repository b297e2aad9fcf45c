"""The indicators as the frames that the models read: parameters, measures and breakdowns."""

from __future__ import annotations

import polars as pl

from pipeline.policy.indicator_file import Indicator
from pipeline.policy.measures import measures
from pipeline.policy.policy_status import POLICY_COLUMNS

_AS_WRITTEN = {
    "family",
    "unit",
    "counted_in",
    "direction",
    "numerator_text",
    "denominator_text",
    "why_it_matters",
    "source",
    "source_passage",
    "lifecycle",
    "author",
    "checked_by",
    "date_reviewed",
    "next_review",
    "kind",
    "grain",
    "scope",
    "base_period",
    "fed_by",
    "minimum_base",
}


def indicator_frame(indicators: list[Indicator]) -> pl.DataFrame:
    """Return one row an indicator: texts, kind, method and scalar parameters, for the models."""
    return pl.DataFrame(
        [
            {
                "indicator_code": one.indicator,
                "name_zh": one.name,
                **one.model_dump(include=_AS_WRITTEN | POLICY_COLUMNS),
                "feeding_ledger": None if one.fed_by is None else measures().presences[one.fed_by].ledger,
                "exclusions_text": one.exclusions,
                "is_confidential": one.confidential,
                "method": one.method,
                **_parameters(one),
            }
            for one in indicators
        ],
        schema_overrides={
            "fed_by": pl.String,
            "feeding_ledger": pl.String,
            "minimum_base": pl.Int64,
            "required_times": pl.Int64,
            "required_times_district": pl.Int64,
            "required_times_school_org": pl.Int64,
            "subjects": pl.String,
            "weights": pl.String,
            "policy_confirmed_on": pl.Date,
        },
        infer_schema_length=None,
    )


def _parameters(indicator: Indicator) -> dict[str, object]:
    chosen = indicator.parameters
    by_level = chosen.required_by_level
    return {
        "required_times": chosen.required,
        "required_times_district": by_level.district or chosen.required,
        "required_times_school_org": by_level.school_org or chosen.required,
        "per_group": chosen.per == "group",
        "subjects": chosen.subjects,
        "members": chosen.members,
        "multiplier": _multiplier(indicator),
        "in_effect": chosen.count is not None and chosen.count.in_effect,
        "rows_in_force": chosen.rows is not None and chosen.rows.in_force,
        "has_whole": chosen.whole,
        "share_of_whole": chosen.share_of_whole,
        "weights": chosen.weights,
    }


def _multiplier(indicator: Indicator) -> float:
    """Return what turns numerator / denominator into the value, in the indicator's unit."""
    if indicator.parameters.per_members:
        return float(indicator.parameters.per_members)
    return {"%": 100.0, "‰": 1000.0}.get(indicator.unit, 1.0)


def measure_frame(indicators: list[Indicator]) -> pl.DataFrame:
    """Return one row an indicator, side and category; category null means every category of the measure.

    Sides: `numerator`, `denominator`, `part` (numerator of the shares where it is not the whole's numerator) and `once`
    (what a member must have at least one row of besides).
    """
    rows = [
        {"indicator_code": one.indicator, "side": side, "measure": choice.measure, "category": category}
        for one in indicators
        for side, choice in one.measures()
        for category in (choice.categories or (None,))
    ]
    return pl.DataFrame(rows, schema={name: pl.String for name in ("indicator_code", "side", "measure", "category")})


def breakdown_frame(indicators: list[Indicator]) -> pl.DataFrame:
    """Return one row an indicator and dimension it is broken down by."""
    rows = [
        {"indicator_code": one.indicator, "dimension": dimension}
        for one in indicators
        for dimension in one.parameters.breakdowns
    ]
    return pl.DataFrame(rows, schema={"indicator_code": pl.String, "dimension": pl.String})
