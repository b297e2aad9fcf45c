"""Every line of the standards (标准表) in words, so that a change of one can be told."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import polars as pl

from pipeline.policy.rows import ROWS
from pipeline.policy.vocabulary import vocabulary

_SIGNS = {">=": "不低于", "<=": "不高于", "yes": "是", "no": "否"}
_SCOPES = {"any": "全部党组织", "school_org": "学校一级党组织"}
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


def _in_words(line: dict[str, str]) -> str:
    shared = vocabulary()
    levels = {code: one.name for code, one in shared.levels.items()}
    known = _SIGNS | _SCOPES | levels | {code: one.name for code, one in shared.periods.items()}
    words = (known.get(value, value) for name, value in line.items() if value and name != "indicator_code")
    return "，".join(_day(word) for word in words if not _IDENTIFIER.fullmatch(word))


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else text
