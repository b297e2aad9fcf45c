"""The sample district's warehouse in a home of its own for each module, and its year 2025 frozen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboards.database import connection
from dashboards.review_packs.snapshot import Snapshot, freeze
from dashboards.shared.viewer import ADMIN, Viewer
from tests.conftest import SAMPLE_DAY

YEAR = 2025


@pytest.fixture(scope="module")
def home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copied = tmp_path_factory.mktemp("packs") / "区 home"
    shutil.copytree(sample_home / "warehouse", copied / "warehouse", ignore=shutil.ignore_patterns("input", "dbt"))
    return copied


@pytest.fixture(scope="module")
def admin() -> Viewer:
    return Viewer(ADMIN, "district", "0121")


@pytest.fixture(scope="module")
def taken(home: Path) -> Snapshot:
    build = connection.published_build(home)
    assert build is not None
    return freeze(home, YEAR, build, SAMPLE_DAY, "区级管理员")
