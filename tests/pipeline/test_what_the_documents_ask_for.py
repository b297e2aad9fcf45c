"""What the documents ask for is told in `docs/`, and what is told is there."""

import shutil
from pathlib import Path

import pytest

from dashboards.shared.page_registry import PAGES, title_of
from ingest.errors import UserError
from ingest.ledger import load_ledgers
from pipeline.commands.document_tables import document_tables, shipped_tables
from pipeline.policy.documents import Document, check_systems, load_documents
from pipeline.policy.figures import load_figures
from pipeline.policy.indicator_file import Indicator
from pipeline.policy.indicators import load_indicators
from pipeline.settings import PROJECT

INDICATORS = PROJECT / "data" / "indicators"
TITLES = {one.id: one.title for one in load_ledgers().values()}


@pytest.fixture(scope="module")
def indicators() -> list[Indicator]:
    return load_indicators(INDICATORS)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return load_documents(PROJECT / "data" / "documents.yaml")


@pytest.fixture(scope="module")
def figures() -> list[str]:
    return [one.figure for one in load_figures(PROJECT / "data" / "work_report")]


@pytest.mark.parametrize("name", ["documents.md", "documents.zh-CN.md"])
def test_the_page_in_docs_is_what_the_policy_says(name: str) -> None:
    """Whoever changes an indicator or the documents runs `python -m pipeline.commands.document_tables`."""
    assert (PROJECT / "docs" / name).read_text(encoding="utf-8") == shipped_tables()[name]


def test_every_shipped_indicator_and_every_figure_says_which_document_asks_for_it(
    indicators: list[Indicator], documents: list[Document], figures: list[str]
) -> None:
    assert not [one.indicator for one in indicators if not one.systems and not one.is_local]
    assert {figure for one in documents for system in one.systems for figure in system.figures} == set(figures)


def test_every_system_is_measured_by_an_indicator_or_a_figure(
    indicators: list[Indicator], documents: list[Document]
) -> None:
    measured = {name for one in indicators for name in one.systems}
    assert not [s.system for one in documents for s in one.systems if s.system not in measured and not s.figures]


def test_every_ledger_has_its_place_in_the_table(documents: list[Document]) -> None:
    assert {ledger for one in documents for system in one.systems for ledger in system.ledgers} == set(TITLES)


def test_every_page_of_the_table_exists_and_every_page_of_the_special_work_is_in_it(documents: list[Document]) -> None:
    told = {page for one in documents for system in one.systems for page in system.pages}
    assert told <= {page.title for page in PAGES.values()}
    assert {title_of(page) for page in ("what_if", "work_plan", "standardisation", "calendar", "admission")} <= told


def test_an_indicator_of_a_districts_own_leaves_the_pages_as_they_are(
    tmp_path: Path, documents: list[Document], indicators: list[Indicator]
) -> None:
    """A district that adds an indicator must not be asked to rewrite the product's documents."""
    shutil.copytree(INDICATORS, tmp_path / "indicators")
    text = (INDICATORS / "O01.yaml").read_text(encoding="utf-8")
    own = tmp_path / "indicators" / "O90.yaml"
    own.write_text(text.replace("indicator: O01", "indicator: O90"), encoding="utf-8")
    more = load_indicators(tmp_path / "indicators")
    assert len(more) == len(indicators) + 1
    assert document_tables(documents, more, TITLES) == document_tables(documents, indicators, TITLES)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ledgers": ["minutes"]}, "“ledgers”有误：没有台账“minutes”"),
        ({"figures": ["meetings"]}, "“figures”有误：figures.yaml 里没有“meetings”"),
        (
            {"system": "没有这项制度"},
            r"L01\.yaml 的“systems”有误：documents\.yaml 里没有“中心组学习制度：次数、参学率”",
        ),
    ],
)
def test_a_name_that_does_not_exist_is_refused_with_its_place(
    changes: dict[str, object], words: str, documents: list[Document], indicators: list[Indicator], figures: list[str]
) -> None:
    """A name with a slip of the pen would otherwise be a row that nothing stands behind."""
    first = documents[0]
    changed = first.systems[0].model_copy(update=changes)
    wrong = [first.model_copy(update={"systems": (changed, *first.systems[1:])}), *documents[1:]]
    with pytest.raises(UserError, match=words):
        check_systems(wrong, indicators, figures, TITLES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {document: 甲, english: A, systems: []}", "第 1 项的“systems”有误"),
        ("- {document: 甲, english: A, system: []}", "第 1 项的“systems”有误：缺少这个键"),
        ("- {document: [", "不是有效的 YAML"),
        ("document: 甲", "应是一个列表"),
    ],
)
def test_a_file_of_documents_that_cannot_be_read_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "documents.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        load_documents(path)


@pytest.mark.parametrize("ledger", load_ledgers())
def test_a_ledger_has_a_suite_a_staging_model_and_a_source(ledger: str) -> None:
    """A ledger that lands and is read by no model would be a stub."""
    assert (PROJECT / "expectations" / "suites" / f"{ledger}.yaml").exists()
    assert (PROJECT / "models" / "staging" / "landed" / f"stg_{ledger}.sql").exists()
    sources = (PROJECT / "models" / "staging" / "landed" / "_landed.yml").read_text(encoding="utf-8")
    assert f"- name: {ledger}\n" in sources
