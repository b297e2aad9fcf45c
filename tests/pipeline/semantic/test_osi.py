"""The OSI document: of the shape that the specification asks for, and every formula gives the published value.

Where the shape is from, docs/operations.md says; the schema of the specification itself is not part of this repository.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from pipeline.semantic.write import OSI, write_semantic
from pipeline.warehouse.publish import current_build

NEEDS = {
    "semantic_model": {"name", "datasets"},
    "datasets": {"name", "source"},
    "fields": {"name", "expression"},
    "relationships": {"name", "from", "to", "from_columns", "to_columns"},
    "metrics": {"name", "expression"},
}
MAY_HAVE = {
    "semantic_model": {"description", "ai_context", "relationships", "metrics"},
    "datasets": {"description", "ai_context", "primary_key", "unique_keys", "fields"},
    "fields": {"description", "ai_context", "label", "dimension"},
    "relationships": {"ai_context"},
    "metrics": {"description", "ai_context"},
}
BY_ROW = "unit_level, unit_id, period_type, period_start"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("指标 定义")
    write_semantic(out)
    return dict(yaml.safe_load((out / OSI).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def published(sample_home: Path) -> duckdb.DuckDBPyConnection:
    """The build under the name that the document gives it."""
    opened = duckdb.connect()
    opened.execute(f"attach '{current_build(sample_home / 'warehouse')}' as dangjian (read_only)")
    return opened


def nodes(kind: str, node: Any, name: str = "") -> list[dict[str, Any]]:
    """Return every node of a kind, wherever it lies."""
    if isinstance(node, list):
        return [one for item in node for one in ([item] if name == kind else []) + nodes(kind, item)]
    return [one for key, item in node.items() for one in nodes(kind, item, key)] if isinstance(node, dict) else []


def expression(node: dict[str, Any]) -> str:
    (dialect,) = node["expression"]["dialects"]
    assert dialect["dialect"] == "ANSI_SQL"
    return str(dialect["expression"])


@pytest.mark.parametrize("kind", NEEDS)
def test_every_node_has_the_keys_of_the_specification_and_no_other(document: dict[str, Any], kind: str) -> None:
    found = nodes(kind, document)
    assert found and set(document) == {"version", "semantic_model"}
    for node in found:
        assert NEEDS[kind] <= set(node) <= NEEDS[kind] | MAY_HAVE[kind], node["name"]
    if kind != "fields":
        assert len({node["name"] for node in found}) == len(found)


def test_every_dataset_is_a_mart_with_these_fields_and_this_key(
    document: dict[str, Any], published: duckdb.DuckDBPyConnection
) -> None:
    for dataset in nodes("datasets", document):
        fields = [expression(one) for one in dataset["fields"]]
        key = ", ".join(dataset["primary_key"])
        asked = f"select count(*), count(distinct ({key})) from (select {', '.join(fields)} from {dataset['source']})"
        counted = published.execute(asked).fetchone()
        assert counted is not None and counted[0] == counted[1] > 0, dataset["name"]


def test_every_relationship_finds_its_one_row(document: dict[str, Any], published: duckdb.DuckDBPyConnection) -> None:
    source = {one["name"]: one["source"] for one in nodes("datasets", document)}
    for link in nodes("relationships", document):
        columns = ", ".join(link["from_columns"])
        assert link["from_columns"] == link["to_columns"]
        asked = f"select count(*) from {source[link['from']]} anti join {source[link['to']]} using ({columns})"
        assert published.execute(asked).fetchone() == (0,), link["name"]


def test_every_formula_gives_the_published_value_of_each_unit_and_period(
    document: dict[str, Any], published: duckdb.DuckDBPyConnection
) -> None:
    """A multiplier or a side that is another than the models' would let another tool show another number."""
    metrics = {one["name"]: expression(one) for one in nodes("metrics", document)}
    formulas = ", ".join(f"{told} as {name}" for name, told in metrics.items())
    published.execute(
        f"create table told as unpivot (select {BY_ROW}, {formulas} from dangjian.marts.indicator_value"
        f" group by {BY_ROW}) on columns(* exclude ({BY_ROW})) into name indicator value told"
    )
    compared = published.execute(
        "select count(*), count(*) filter (where told is distinct from value and not abs(told - value) < 1e-9)"
        " from (from dangjian.marts.indicator_value where breakdown is null and value is not null) as v"
        f" full join told as t on upper(t.indicator) = v.indicator_code and {told_on()}"
    ).fetchone()
    assert compared is not None and compared[0] > 50_000 and compared[1] == 0, compared
    found = published.execute("select count(distinct indicator) from told").fetchone()
    assert found is not None and found[0] > 60


def told_on() -> str:
    return " and ".join(f"t.{column} = v.{column}" for column in BY_ROW.split(", "))


def test_over_several_units_a_formula_says_nothing(
    document: dict[str, Any], published: duckdb.DuckDBPyConnection
) -> None:
    """Added up over levels, everybody would count four times."""
    for metric in nodes("metrics", document):
        asked = f"select {expression(metric)} from dangjian.marts.indicator_value where period_type = 'year'"
        assert published.execute(asked).fetchone() == (None,), metric["name"]
