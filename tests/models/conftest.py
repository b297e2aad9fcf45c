"""The parsed dbt project, as dbt itself reads it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.warehouse.dbt import run_dbt


@pytest.fixture(scope="session")
def manifest_file(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return dbt's manifest.json. What the build of the sample district parsed is not parsed again."""
    target = tmp_path_factory.mktemp("dbt")
    shutil.copy(sample_home / "warehouse" / "dbt" / "partial_parse.msgpack", target)
    # The same places as in the build, or dbt would begin anew.
    warehouse = sample_home / "warehouse"
    outcome = run_dbt(
        ("parse",),
        database=warehouse / "building" / "scratch.duckdb",
        target=target,
    )
    assert outcome.success, outcome.exception
    return target / "manifest.json"


@pytest.fixture(scope="session")
def manifest(manifest_file: Path) -> dict[str, Any]:
    return dict(json.loads(manifest_file.read_text(encoding="utf-8")))
