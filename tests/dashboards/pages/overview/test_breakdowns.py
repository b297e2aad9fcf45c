"""Indicators and their breakdowns (分项) on the pages that list them all."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dashboards.shared.formatting import number
from dashboards.shared.labels import FAMILIES
from pipeline.settings import PROJECT
from tests.dashboards.fixtures.warehouse import INDICATORS, PARTS
from tests.dashboards.login import opened
from tests.dashboards.reading import table_of, words

INDICATOR_FILES = sorted((PROJECT / "data" / "indicators").glob("*.yaml"))


def test_every_indicator_of_the_warehouse_is_on_the_overview_and_its_parts_below_it(home: Path) -> None:
    read = words(opened("overview"))
    assert [name for _, name, *_ in INDICATORS if name not in read] == []
    for page, address in (("overview", {}), ("school", {"unit": "S1"}), ("branch", {"unit": "B1"})):
        shown = table_of(opened(page, **address), "分项", "指标")
        assert set(shown["分项"]) == {part for _, part, *_ in PARTS}, page
    across = table_of(opened("compare", indicator="S02", level="school"), "单位", "队伍建设")
    assert across.columns == ["单位", "领导班子建设", "队伍建设"]


@pytest.mark.parametrize("file", INDICATOR_FILES, ids=lambda file: file.stem)
def test_the_pages_know_the_family_and_the_unit_of_every_indicator(file: Path) -> None:
    """A family outside the list would stand last, a count would be shown with decimals."""
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert written["family"] in FAMILIES
    shown = number(12.0, written["unit"])
    assert shown.startswith("12.0" if written["unit"] in ("%", "‰", "分", "学时") else "12 ")
