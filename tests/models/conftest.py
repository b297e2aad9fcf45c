"""The parsed dbt project, as dbt itself reads it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.policy import measures
from pipeline.settings import PROJECT


@pytest.fixture(scope="session")
def manifest_file(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return dbt's manifest.json. What the build of the sample district parsed is not parsed again."""
    from dbt.cli.main import dbtRunner

    target = tmp_path_factory.mktemp("dbt")
    shutil.copy(sample_home / "warehouse" / "dbt" / "partial_parse.msgpack", target)
    with pytest.MonkeyPatch.context() as patch:
        # The same as in the build, or dbt would begin anew.
        patch.setenv("DANGJIAN_BUILD", str(sample_home / "warehouse" / "building" / "scratch.duckdb"))
        patch.setenv("DANGJIAN_INPUT", (sample_home / "warehouse" / "input").as_posix().replace("'", "''"))
        outcome = dbtRunner().invoke(
            [
                "--log-level", "none", "--log-level-file", "none", "--no-send-anonymous-usage-stats", "parse",
                "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(target),
                "--vars", json.dumps(measures.as_plain()),
            ]
        )  # fmt: skip
    assert outcome.success, outcome.exception
    return target / "manifest.json"


@pytest.fixture(scope="session")
def manifest(manifest_file: Path) -> dict[str, Any]:
    return dict(json.loads(manifest_file.read_text(encoding="utf-8")))
