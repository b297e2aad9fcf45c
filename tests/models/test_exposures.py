"""Exposures: every page and every file made for people, with the marts that its code reads and no others."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dashboards.shared.page_registry import PAGES, Page
from pipeline.settings import PROJECT
from tests.dashboards.what_is_read import Place, marts_read

Manifest = dict[str, Any]
FILES: dict[str, Place] = {
    "every_page": ("dashboards.entry.every_page", ""),
    "review_pack": ("dashboards.review_packs.write_pack", "files_of"),
    "review_volume": ("dashboards.review_packs.write_pack", "volume_files_of"),
    "quarterly_digest": ("dashboards.pages.shortfall.digest_command", "write_digest"),
    "role_database": ("dashboards.exports.role_database", "write_role_database"),
}
"""What is no page of the registry: where the code that makes it begins."""


def script(page: Page) -> Place:
    return "dashboards.pages." + page.script.removesuffix(".py").replace("/", "."), ""


BEGINS = {f"page_{name}": script(page) for name, page in PAGES.items()} | FILES


@pytest.fixture(scope="module")
def exposures(manifest: Manifest) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in manifest["exposures"].values()}


def marts_of(exposure: dict[str, Any]) -> set[str]:
    return {name.rsplit(".", 1)[1] for name in exposure["depends_on"]["nodes"]}


def test_every_page_and_file_is_an_exposure_and_nothing_else_is(exposures: dict[str, Any]) -> None:
    assert set(exposures) == set(BEGINS)
    assert all(exposures[f"page_{name}"]["label"] == page.title for name, page in PAGES.items())
    assert all(one["description"] for one in exposures.values())


@pytest.mark.parametrize("name", BEGINS)
def test_an_exposure_names_the_marts_that_its_code_reads(exposures: dict[str, Any], name: str) -> None:
    """Mend it in models/marts/_exposures.yml: whoever changes a mart reads there whom it concerns."""
    assert marts_of(exposures[name]) == marts_read(BEGINS[name])


def test_every_mart_has_a_reader(manifest: Manifest, exposures: dict[str, Any]) -> None:
    """A page, a file, another mart or the next build (pipeline/): what nobody reads is computed for nothing."""
    nodes = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    by_models = {name.rsplit(".", 1)[1] for node in nodes for name in node["depends_on"]["nodes"]}
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "pipeline").rglob("*.py"))
    read = set().union(*map(marts_of, exposures.values()), by_models, re.findall(r"\bmarts\.(\w+)", code))
    assert {node["name"] for node in nodes if node["fqn"][1] == "marts"} <= read


def test_what_is_read_is_found_through_functions_alone() -> None:
    """A page that imports a module for one query does not read what the module's other queries read."""
    assert marts_read(("dashboards.database.units", "stages")) == {"dim_unit"}
    assert marts_read(("dashboards.database.values", "heat")) == {
        "dim_indicator",
        "dim_unit",
        "indicator_value",
        "told_discipline",
    }
