"""The shape of the imports, as far as the contracts in `pyproject.toml` cannot say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePath

import grimp
import pytest

from pipeline.settings import PROJECT

PACKAGES = ("dashboards", "pipeline", "expectations", "ingest")
MOST = 13


@pytest.fixture(scope="module")
def imports() -> Mapping[str, frozenset[str]]:
    """Return every module of ours with those that it imports, ours and others'."""
    graph = grimp.build_graph(*PACKAGES, include_external_packages=True)
    return {module: frozenset(graph.find_modules_directly_imported_by(module)) for module in graph.modules}


def test_every_module_is_looked_at(imports: Mapping[str, frozenset[str]]) -> None:
    """A folder without `__init__.py` would be left out of the graph, and out of every contract with it."""
    found = {path.relative_to(PROJECT) for name in PACKAGES for path in (PROJECT / name).rglob("*.py")}
    known = {PurePath(*module.split(".")) for module in imports}
    assert {path for path in found if path.with_suffix("") not in known and path.parent not in known} == set()


def test_no_chain_of_imports_is_long(imports: Mapping[str, frozenset[str]]) -> None:
    """Whoever reads a page should not have to read eighteen modules, each on top of the next."""

    @cache
    def longest(module: str) -> tuple[str, ...]:
        ours = (one for one in imports[module] if one.split(".")[0] in PACKAGES)
        return (module, *max(map(longest, ours), key=len, default=()))

    chain = max(map(longest, imports), key=len)
    assert len(chain) <= MOST, " -> ".join(chain)


def test_a_widget_is_used_by_two_pages_or_by_every_page(imports: Mapping[str, frozenset[str]]) -> None:
    """What one page alone uses lies in that page's folder, where its other parts are looked for."""
    users: dict[str, set[str]] = {}
    for module, imported in imports.items():
        for one in imported:
            users.setdefault(one, set()).add(module)

    def subjects(widget: str) -> Iterator[str]:
        for user in users.get(widget, ()):
            if user.startswith("dashboards.widgets."):
                yield from subjects(user)
            else:
                yield ".".join(user.split(".")[:3])

    widgets = {module: set(subjects(module)) for module in imports if module.startswith("dashboards.widgets.")}
    alone = {widget: sorted(found) for widget, found in widgets.items() if len(found) < 2}
    assert {widget: found for widget, found in alone.items() if found != ["dashboards.entry.every_page"]} == {}


@pytest.mark.parametrize("kind", ["wording", "tables", "queries"])
def test_the_pure_parts_of_a_page_draw_nothing(imports: Mapping[str, frozenset[str]], kind: str) -> None:
    found = {module for module in imports if module.startswith("dashboards.") and module.endswith(kind)}
    assert len(found) > 10
    drawing = {"streamlit", "plotly", "typst"}
    assert {module: sorted(drawing & imports[module]) for module in found if drawing & imports[module]} == {}
