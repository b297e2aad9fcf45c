"""Loads `data/indicators/*.yaml`: one file an indicator (指标), its 口径, its kind and its parameters.

A file with an unknown key, measure or value is refused with a sentence that names file, key and mend.
"""

from __future__ import annotations

import csv
from pathlib import Path

from ingest.errors import UserError
from pipeline.policy.indicator_file import Indicator
from pipeline.policy.measures import measures
from pipeline.policy.yaml_file import read_model
from pipeline.settings import PROJECT


def load_indicators(folder: Path, standards: Path | None = None) -> list[Indicator]:
    """Return every indicator of `folder`, by code; what it refers to must be in `standards` (data/standards).

    Raises UserError naming file, key and mend.
    """
    known = _Known(standards or PROJECT / "data" / "standards")
    found = [_load(path, known) for path in sorted(folder.glob("*.yaml"))]
    if not found:
        raise UserError(f"{folder} 里没有指标文件（*.yaml）。")
    codes = {one.indicator for one in found}
    for one in found:
        if one.replaced_by and (one.replaced_by not in codes or one.replaced_by == one.indicator):
            raise UserError(
                f"指标文件 {one.indicator}.yaml 的“replaced_by”有误：没有另一个指标“{one.replaced_by}”，请改正。"
            )
    return found


class _Known:
    """What the standards (标准表) name, as far as an indicator may refer to it."""

    def __init__(self, standards: Path) -> None:
        self.scopes = _column(standards / "scope.csv", "scope")
        self.activity_types = _column(standards / "activity_type.csv", "activity_type")
        self.schemes = _column(standards / "evaluator_weight.csv", "scheme")


def _column(path: Path, name: str) -> set[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row.get(name) or "" for row in csv.DictReader(file)} - {""}


def _load(path: Path, known: _Known) -> Indicator:
    indicator = read_model(path, Indicator, f"指标文件 {path.name}")
    if indicator.indicator != path.stem:
        raise UserError(f"指标文件 {path.name} 的“indicator”是 {indicator.indicator}，应与文件名一致。")
    _check_references(path.name, indicator, known)
    return indicator


def _check_references(file: str, indicator: Indicator, known: _Known) -> None:
    """Refuse a scope, 活动类型 or scheme that no standard names: it would count nothing, and nobody would notice."""
    weights = indicator.parameters.weights
    activities = {
        category
        for _, choice in indicator.measures()
        if measures().measures[choice.measure].category_from == "activity_type"
        for category in choice.categories
    }
    for key, wrong, table in (
        ("scope", {indicator.scope} - known.scopes, "scope.csv"),
        ("parameters.weights", {weights} - known.schemes - {None}, "evaluator_weight.csv"),
        ("parameters 的 categories", activities - known.activity_types, "activity_type.csv"),
    ):
        if wrong:
            word = sorted(str(one) for one in wrong)[0]
            raise UserError(f"指标文件 {file} 的“{key}”有误：标准表 {table} 里没有“{word}”，请改正或先补标准表。")
