"""What kinds of indicator there are, and which model computes each: what the models are written for, so no data."""

from __future__ import annotations

from typing import Literal

Kind = Literal["frequency", "ratio", "rate", "mean", "coverage", "total"]
Method = Literal[
    "frequency_period",
    "frequency_year",
    "row_ratio",
    "weighted_mean",
    "member_coverage",
    "member_mean",
    "member_with_row",
    "organisation_with_row",
    "school_coverage",
    "person_total",
    "person_rate",
    "row_total",
]
"""Which model of `models/intermediate` computes an indicator."""

Members = Literal["all", "leaders", "not_leaders", "secretaries", "leaders_and_secretaries"]
Subjects = Literal["members", "organisations", "schools"]
