"""Who may read whom, and what is described: what dbt_project.yml says, held against the project as dbt reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from ingest.ledger import load_ledgers
from pipeline.settings import PROJECT

Manifest = dict[str, Any]
MAY_READ = {
    "staging": {"source"},
    "intermediate": {"staging", "intermediate", "seed"},
    "marts": {"intermediate", "marts", "seed"},
}


def models(manifest: Manifest) -> Iterator[dict[str, Any]]:
    yield from (node for node in manifest["nodes"].values() if node["resource_type"] == "model")


def layer(manifest: Manifest, name: str) -> str:
    """Folder of a model below models/; what is no model is called by its kind."""
    node = manifest["nodes"].get(name) or manifest["sources"][name]
    return str(node["fqn"][1] if node["resource_type"] == "model" else node["resource_type"])


def ours(manifest: Manifest) -> Iterator[dict[str, Any]]:
    yield from (macro for macro in manifest["macros"].values() if macro["package_name"] == "dangjian")


@pytest.mark.parametrize("reader", MAY_READ)
def test_a_layer_reads_only_what_lies_below_it(manifest: Manifest, reader: str) -> None:
    """39 models read sources past staging, and the comment that said otherwise stood for a year."""
    found = [
        f"{node['name']} reads {read}"
        for node in models(manifest)
        if node["fqn"][1] == reader
        for read in node["depends_on"]["nodes"]
        if layer(manifest, read) not in MAY_READ[reader]
    ]
    assert not found, "\n".join(found)
    assert any(node["fqn"][1] == reader for node in models(manifest))


def test_a_staging_model_reads_its_own_source_alone(manifest: Manifest) -> None:
    """What a complete file took out is read by all of them."""
    retired = "source.dangjian.landed.retired"
    for node in models(manifest):
        if node["fqn"][1] == "staging":
            sources = set(node["depends_on"]["nodes"]) - {retired}
            assert len(sources) == 1, node["name"]
            assert sources.pop().split(".")[2] == node["fqn"][2], f"{node['name']} lies in the folder of another source"


def test_every_source_is_read_and_described(manifest: Manifest) -> None:
    read = {name for node in models(manifest) for name in node["depends_on"]["nodes"]}
    assert {source["source_name"] for source in manifest["sources"].values()} == {"landed", "policy", "previous_build"}
    for name, source in manifest["sources"].items():
        assert name in read, f"{name} is laid out for nobody"
        assert source["description"] and source["source_description"], name


def test_the_columns_of_every_source_are_described(manifest: Manifest, sample_home: Path) -> None:
    """Those of a ledger are described in its own file, ingest/ledgers; a second list would not stay the same."""
    for source in manifest["sources"].values():
        if source["source_name"] == "landed" and source["name"] in load_ledgers():
            assert not source["columns"], f"{source['name']} is described in ingest/ledgers"
            continue
        table = sample_home / "warehouse" / "input" / source["source_name"] / source["name"]
        laid_out = [set(pl.read_parquet_schema(path)) for path in table.glob("*.parquet")]
        assert set(source["columns"]) == set.union(*laid_out), source["name"]
        assert all(column["description"] for column in source["columns"].values()), source["name"]


def test_a_model_opens_with_what_it_is_described_as(manifest: Manifest) -> None:
    """A mart is described in its readers' words; below the marts, a description goes on from the SQL's first lines."""
    for node in models(manifest):
        lines = re.match(r"(?:--.*\n)+", (PROJECT / node["original_file_path"]).read_text(encoding="utf-8"))
        assert lines, f"{node['name']} does not open with what it is"
        what, grain = " ".join(line.removeprefix("--").strip() for line in lines[0].splitlines()).split(" Grain: ")
        described = " ".join(node["description"].split())
        assert " Grain: " in described, f"{node['name']} does not say what a row of it is"
        if node["fqn"][1] != "marts":
            assert described.startswith(what), f"{node['name']} is described as something else than it opens with"
            assert described.endswith(f" Grain: {grain}"), f"{node['name']} has two grains"


def test_every_macro_is_described_with_its_arguments(manifest: Manifest) -> None:
    for macro in ours(manifest):
        signature = re.search(r"\{%-?\s*(?:macro|test)\s+\w+\((.*?)\)\s*-?%\}", macro["macro_sql"])
        arguments = re.findall(r"(\w+)(?:=[^,]+)?", signature[1]) if signature else []
        assert macro["description"], macro["name"]
        assert [one["name"] for one in macro["arguments"]] == arguments, macro["name"]
        assert all(one["description"] for one in macro["arguments"]), macro["name"]


def test_what_describes_a_macro_describes_one_that_is_there(manifest: Manifest) -> None:
    """dbt only warns, and where it is run nobody reads warnings: `until_now` was described long after it had gone."""
    for path in (PROJECT / "macros").glob("*.yml"):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        described = [one["name"] for one in content.get("macros", [])]
        assert set(described) <= {one["name"] for one in ours(manifest)}, path.name
        assert len(described) == len(set(described)), path.name


def test_the_key_of_every_staging_model_is_tested(manifest: Manifest) -> None:
    tested = {
        name
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") == "grain_is"
        for name in node["depends_on"]["nodes"]
    }
    assert {name for name in manifest["nodes"] if name.startswith("model.dangjian.stg_")} <= tested


def test_no_function_of_one_engine_stands_outside_macros() -> None:
    """The same project is to run on Spark: what engines spell differently is dispatched in macros/."""
    duckdb_only = re.compile(
        r"\b(string_agg|list_\w+|struct_pack|strptime|strftime|read_parquet|arg_max|arg_min|unnest|epoch_\w+)\s*\("
    )
    for path in [*Path(PROJECT / "models").rglob("*.sql"), *Path(PROJECT / "tests" / "data_tests").rglob("*.sql")]:
        assert not duckdb_only.search(path.read_text(encoding="utf-8")), path.name
