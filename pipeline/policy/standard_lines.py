"""Every line of the standards (标准表) in words, and what policy says of an indicator, so that a change can be told."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from pipeline.policy.indicator_file import Indicator
from pipeline.policy.policy_status import FREE
from pipeline.policy.rows import ROWS
from pipeline.policy.vocabulary import vocabulary

_SIGNS = {">=": "不低于", "<=": "不高于", "yes": "是", "no": "否"}
_SCOPES = {"any": "全部党组织", "school_org": "学校一级党组织"}
_POLICY = "政策状态"
_IDENTIFIER = re.compile(r"[a-z_]+")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
LINE: dict[str, pl.DataType] = {"standard": pl.String(), "indicator_code": pl.String(), "line": pl.String()}


def standard_lines(folder: Path) -> pl.DataFrame:
    """Return one row a line of each file of `folder`: the file as it is called, its indicator, the line in words."""
    rows = [
        (model.known_as, line.get("indicator_code"), _in_words(line))
        for name, model in ROWS.items()
        if model.known_as and (folder / f"{name}.csv").exists()
        for line in csv.DictReader((folder / f"{name}.csv").read_text(encoding="utf-8").splitlines())
    ]
    return pl.DataFrame(rows, schema=LINE, orient="row")


def policy_lines(indicators: Sequence[Indicator]) -> pl.DataFrame:
    """Return one row an indicator that policy disputes or bars, in words, as the lines of a standard are."""
    rows = [(_POLICY, one.indicator, _said(one)) for one in indicators if one.policy_status != FREE]
    return pl.DataFrame(rows, schema=LINE, orient="row")


def _said(indicator: Indicator) -> str:
    who, day = indicator.policy_confirmed_by, indicator.policy_confirmed_on
    confirmed = [f"{who}{_day(day.isoformat())}确认使用"] if day else []
    return "，".join([indicator.policy_status, indicator.policy_source, *confirmed])


def _in_words(line: dict[str, str]) -> str:
    shared = vocabulary()
    levels = {code: one.name for code, one in shared.levels.items()}
    known = _SIGNS | _SCOPES | levels | {code: one.name for code, one in shared.periods.items()}
    told = (value for name, value in line.items() if value and value != FREE and name != "indicator_code")
    words = (known.get(value, value) for value in told)
    return "，".join(_day(word) for word in words if not _IDENTIFIER.fullmatch(word))


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else text
