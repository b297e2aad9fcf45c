"""A published fixture warehouse for the session, and a home of its own for each test that changes one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixture_warehouse import write_warehouse

os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")


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
    return copied


@pytest.fixture
def home(published_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("DANGJIAN_HOME", str(published_home))
    monkeypatch.setattr("sys.argv", ["streamlit"])
    yield published_home


@pytest.fixture
def own_home(published_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that the test may write into, without what other tests wrote in the shared one."""
    shutil.copytree(published_home, tmp_path / "home", ignore=shutil.ignore_patterns("app.sqlite*"))
    monkeypatch.setenv("DANGJIAN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("sys.argv", ["streamlit"])
    return tmp_path / "home"
