"""How long what lies beside the landed rows is kept (`data/retention.yaml`): days, with source and date."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pipeline.policy.strict_model import SourcedNumber, Strict
from pipeline.policy.yaml_file import read_model
from pipeline.settings import PROJECT

FILE = Path("data") / "retention.yaml"
_HALF_A_YEAR = 180


class _Days(SourcedNumber):
    value: Annotated[int, Field(ge=1, le=10_000)]


class _LogDays(_Days):
    value: Annotated[int, Field(ge=_HALF_A_YEAR, le=10_000)]


class Rules(Strict):
    """What the file says, under the names it uses."""

    returned_workbook_days: _Days
    left_upload_days: _Days
    error_log_days: _LogDays


@cache
def rules(path: Path = PROJECT / FILE) -> Rules:
    """Return how long things are kept; UserError names the first line that is wrong."""
    return read_model(path, Rules, FILE.as_posix())
