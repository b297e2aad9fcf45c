"""The README's table of what the seed documents ask for, held against what is there."""

import re

import pytest

from dashboards.shared.page_registry import PAGES, title_of
from ingest.ledger import load_ledgers
from pipeline.policy.indicators import load_indicators
from pipeline.settings import PROJECT

ROW = re.compile(r"^\| (00[0-4]|—) \| (?P<system>.+?) \| (?P<ledgers>.+?) \| (?P<indicators>.+?) \| (?P<pages>.+?) \|$")
READMES = ("README.md", "README.zh-CN.md")


def rows(name: str) -> list[re.Match[str]]:
    text = (PROJECT / name).read_text(encoding="utf-8")
    return [found for line in text.splitlines() if (found := ROW.match(line))]


@pytest.mark.parametrize("name", READMES)
def test_every_indicator_has_its_place_in_the_table(name: str) -> None:
    told = {code for row in rows(name) for code in re.findall(r"[A-Z]\d\d", row["indicators"])}
    assert told == {one.indicator for one in load_indicators(PROJECT / "data" / "indicators")}


def test_every_ledger_has_its_place_in_the_table() -> None:
    told = {ledger for row in rows("README.md") for ledger in re.findall(r"`(\w+)`", row["ledgers"])} - {"all"}
    assert told == set(load_ledgers())


@pytest.mark.parametrize("name", READMES)
def test_every_page_of_the_table_exists_and_every_page_of_the_special_work_is_in_it(name: str) -> None:
    told = {page for row in rows(name) for page in re.split(r"[,、] ?", row["pages"])}
    assert told <= {page.title for page in PAGES.values()}
    assert {title_of(page) for page in ("what_if", "work_plan", "standardisation", "calendar", "admission")} <= told


def test_both_readmes_tell_of_the_same_systems() -> None:
    english, chinese = (
        [(row[1], re.findall(r"[A-Z]\d\d", row["indicators"]), row["system"].partition(" (")[0]) for row in rows(name)]
        for name in READMES
    )
    assert english == chinese


@pytest.mark.parametrize("ledger", load_ledgers())
def test_a_ledger_has_a_suite_a_staging_model_and_a_source(ledger: str) -> None:
    """A ledger that lands and is read by no model would be a stub."""
    assert (PROJECT / "expectations" / "suites" / f"{ledger}.yaml").exists()
    assert (PROJECT / "models" / "staging" / f"stg_{ledger}.sql").exists()
    sources = (PROJECT / "models" / "staging" / "_sources.yml").read_text(encoding="utf-8")
    assert f"- name: {ledger}\n" in sources
