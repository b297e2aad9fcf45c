"""A published fixture warehouse for the session, and a home of its own for each test that changes one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import playwright.sync_api as playwright
import pytest

from dashboards.database.connection import Build, published_build
from pipeline.demo_mark import mark
from tests.dashboards.browsing import chromium, serving
from tests.dashboards.fixtures.warehouse import write_warehouse


@pytest.fixture(scope="session")
def published_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("区 教育工委") / "home"
    write_warehouse(home)
    return home


@pytest.fixture(scope="session")
def shown_sample(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample district's warehouse in a home of its own: what a page writes stays in it."""
    copied = tmp_path_factory.mktemp("shown") / "区 home"
    left = shutil.ignore_patterns("input", "dbt")
    shutil.copytree(sample_home / "warehouse", copied / "warehouse", ignore=left)
    mark(copied)
    return copied


@pytest.fixture(scope="module")
def served(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the fixture warehouse."""
    with serving(published_home, tmp_path_factory.mktemp("elsewhere")) as address:
        yield address


@pytest.fixture(scope="module")
def served_sample(shown_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the sample district."""
    with serving(shown_sample, tmp_path_factory.mktemp("elsewhere")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    """Open one browser for the module: beyond it, playwright's loop would stand in the way of other tests."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def home(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DANGJIAN_HOME", str(published_home))
    monkeypatch.setattr("sys.argv", ["streamlit"])
    yield published_home


@pytest.fixture
def build(home: Path) -> Build:
    """Return the published build of the module's home."""
    published = published_build(home)
    assert published is not None
    return published


@pytest.fixture
def own_home(published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that the test may write into, without what other tests wrote in the shared one."""
    shutil.copytree(published_home, tmp_path / "home", ignore=shutil.ignore_patterns("app.sqlite*"))
    monkeypatch.setenv("DANGJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("sys.argv", ["streamlit"])
    return tmp_path / "home"
