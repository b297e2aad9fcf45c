"""What each figure of `bench` is to be: `data/bench.yaml`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from ingest.errors import UserError
from pipeline.policy.yaml_file import read_model
from pipeline.settings import PROJECT

FILE = PROJECT / "data" / "bench.yaml"

Verdict = Literal["达到", "没有达到", "不评"]


class Aim(BaseModel):
    """One figure: its code, its stage, what it is called, its unit, the most that is good enough, and what it was.

    An aim with `at_size` was set for a district of so many schools and judges no other.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: str
    stage: str
    title: str
    unit: Literal["秒", "毫秒", "倍", "MB", "个"]
    at_most: float | None = Field(default=None, ge=0)
    was: float | None = None
    at_size: int | None = None

    def verdict(self, value: float, schools: int | None) -> Verdict:
        """Judge a figure that was measured on so many schools (None: a home whose size nobody set)."""
        if self.at_most is None or (self.at_size is not None and schools != self.at_size):
            return "不评"
        return "达到" if value <= self.at_most else "没有达到"


class _Aims(RootModel[tuple[Aim, ...]]):
    pass


def load_aims(path: Path = FILE) -> dict[str, Aim]:
    """Return the aims by code, in the order of the file. Raises UserError naming what is wrong."""
    aims = read_model(path, _Aims).root
    codes = [aim.code for aim in aims]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise UserError(f"{path.name} 里有重复的代号：{'、'.join(twice)}。请只留一个。")
    return dict(zip(codes, aims, strict=True))


def stages(aims: Sequence[Aim]) -> list[str]:
    """Return the stages in the order in which they are measured."""
    return list(dict.fromkeys(aim.stage for aim in aims))
