"""How long things are kept (`data/retention.yaml`): days, of rows of ledgers years, each with source and date."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from ingest.ledger import load_ledgers
from pipeline.policy.strict_model import SourcedNumber, Strict
from pipeline.policy.yaml_file import read_model
from pipeline.retention.ledger_year import year_of
from pipeline.settings import PROJECT

FILE = Path("data") / "retention.yaml"
_HALF_A_YEAR = 180
_FEWEST_YEARS = 5
"""Comparisons, usual shares and forecasts look back so far."""


class _Days(SourcedNumber):
    value: Annotated[int, Field(ge=1, le=10_000)]


class _LogDays(_Days):
    value: Annotated[int, Field(ge=_HALF_A_YEAR, le=10_000)]


class _Years(SourcedNumber):
    value: Annotated[int, Field(ge=_FEWEST_YEARS, le=100)]


class Rules(Strict):
    """What the file says, under the names it uses. A ledger that `ledger_years` does not name is kept."""

    returned_workbook_days: _Days
    left_upload_days: _Days
    error_log_days: _LogDays
    ledger_years: dict[str, _Years]

    @field_validator("ledger_years")
    @classmethod
    def _are_dated(cls, years: dict[str, _Years]) -> dict[str, _Years]:
        dated = {ledger.id for ledger in load_ledgers().values() if year_of(ledger) is not None}
        unknown = sorted(set(years) - dated)
        if unknown:
            raise ValueError(f"{'、'.join(unknown)} 不是有年份的台账（登记表和长期有效的登记不按年清理）")
        return years


@cache
def rules(path: Path = PROJECT / FILE) -> Rules:
    """Return how long things are kept; UserError names the first line that is wrong."""
    return read_model(path, Rules, FILE.as_posix())
