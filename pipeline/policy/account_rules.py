"""The policy of passwords and log-ins (`data/accounts.yaml`): numbers with source and date, and known passwords."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pipeline.policy.strict_model import SourcedNumber, Strict
from pipeline.policy.yaml_file import read_model
from pipeline.settings import PROJECT

FILE = Path("data") / "accounts.yaml"


class _AtLeastOne(SourcedNumber):
    value: Annotated[int, Field(ge=1, le=10_000)]


class _Length(SourcedNumber):
    value: Annotated[int, Field(ge=8, le=64)]


class _Kinds(SourcedNumber):
    value: Annotated[int, Field(ge=1, le=4)]


class Policy(Strict):
    """What the file says, under the names it uses; days, minutes and hours stand in the names."""

    password_length: _Length
    password_kinds: _Kinds
    password_days: SourcedNumber
    passwords_remembered: SourcedNumber
    one_time_days: _AtLeastOne
    account_failures: _AtLeastOne
    address_failures: _AtLeastOne
    lock_minutes: _AtLeastOne
    idle_minutes: _AtLeastOne
    session_hours: _AtLeastOne
    known_passwords: tuple[Annotated[str, Field(min_length=4)], ...]


@cache
def policy(path: Path = PROJECT / FILE) -> Policy:
    """Return the policy; UserError names the first line that is wrong."""
    return read_model(path, Policy, FILE.as_posix())
