"""dbt reads the semantic layer: a project that has only the three tables and these files is parsed and found sound."""

from __future__ import annotations

import shutil

import pytest
import yaml
from dbt.cli.main import dbtRunner
from dbt_semantic_interfaces.implementations.semantic_manifest import PydanticSemanticManifest
from dbt_semantic_interfaces.validations.semantic_manifest_validator import SemanticManifestValidator

from pipeline.semantic.table import KEYS
from pipeline.semantic.write import METRICS, SEMANTIC_MODELS, write_semantic

PROJECT = {
    "dbt_project.yml": {"name": "other", "profile": "other", "version": "1.0.0", "model-paths": ["models"]},
    "profiles.yml": {"other": {"target": "it", "outputs": {"it": {"type": "duckdb", "path": "it.duckdb"}}}},
    "models/days.yml": {
        "models": [
            {
                "name": "days",
                "time_spine": {"standard_granularity_column": "day"},
                "columns": [{"name": "day", "granularity": "day"}],
            }
        ]
    },
}


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> PydanticSemanticManifest:
    """Return what dbt makes of the files in somebody else's project."""
    folder, out = tmp_path_factory.mktemp("other"), tmp_path_factory.mktemp("written")
    write_semantic(out)
    (folder / "models").mkdir()
    for name, content in PROJECT.items():
        (folder / name).write_text(yaml.safe_dump(content), encoding="utf-8")
    for name in (*KEYS, "days"):
        (folder / "models" / f"{name}.sql").write_text("select 1 as it", encoding="utf-8")
    for name in (SEMANTIC_MODELS, METRICS):
        shutil.copy(out / name, folder / "models")
    quiet = ["--quiet", "--no-send-anonymous-usage-stats", "--log-path", str(folder)]
    outcome = dbtRunner().invoke([*quiet, "parse", "--project-dir", str(folder), "--profiles-dir", str(folder)])
    assert outcome.success, outcome.exception
    written = (folder / "target" / "semantic_manifest.json").read_text(encoding="utf-8")
    return PydanticSemanticManifest.parse_raw(written)


def test_dbts_own_validator_finds_nothing_to_say(manifest: PydanticSemanticManifest) -> None:
    issues = SemanticManifestValidator[PydanticSemanticManifest]().validate_semantic_manifest(manifest)
    assert not [one.message for one in (*issues.errors, *issues.future_errors)]


def test_every_indicator_is_a_metric_under_its_name(manifest: PydanticSemanticManifest) -> None:
    labels = {metric.name: metric.label for metric in manifest.metrics}
    assert labels["o05"] == "主题党日按月开展率" and len(labels) > 70
    assert {model.name for model in manifest.semantic_models} == set(KEYS)
