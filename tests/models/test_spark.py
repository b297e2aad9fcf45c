"""Every model is SQL that Spark understands; whether it says the same there is asked by `python -m tests.spark`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
import sqlglot

from pipeline.warehouse.dbt import run_dbt

KNOWN = """
abs add_months array_join avg bool_or cast ceil char_length coalesce collect_set concat count date_add date_trunc
datediff extract floor greatest lead least make_date max max_by min min_by month nullif percentile_cont power rank
regexp_extract regexp_replace round row_number sort_array split_part sqrt substr sum try_cast year
"""
"""Functions that were seen to give the same there: in builds compared, or alone (`split_part`, out of range and null).

Another is added once it has been tried; `python -m tests.spark` tries all.
"""
WORDS = "and as else exists filter from group in join not on or over then values when where"
"""What may stand before a bracket and is no function."""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The SQL of each model as Spark gets it."""
    with pytest.MonkeyPatch.context() as patch:
        # 450 MB that are only asked whether they are there: nothing is opened to compile.
        patch.setitem(sys.modules, "pyspark", ModuleType("pyspark"))
        place = tmp_path_factory.mktemp("spark")
        outcome = run_dbt(
            ("compile", "--no-introspect", "--no-populate-cache"),
            options=("--no-write-json",),
            engine="spark",
            database=place / "none.duckdb",
            target=place,
        )
    assert outcome.success, outcome.exception
    return {
        one.node.name: one.node.compiled_code for one in outcome.result.results if one.node.resource_type == "model"
    }


def test_all_models_compile_for_spark_into_its_syntax(compiled: dict[str, str]) -> None:
    own = {path.stem for path in Path("models").rglob("*.sql") if "materialized='ephemeral'" not in path.read_text()}
    assert set(compiled) == own
    for sql in compiled.values():
        sqlglot.parse_one(sql, dialect="spark")


def test_a_model_uses_no_function_that_was_not_tried_on_spark(compiled: dict[str, str]) -> None:
    """`string_agg` and `strftime` are DuckDB's alone; that shows on the day on which a province builds."""
    known = {*KNOWN.split(), *WORDS.split()}
    unknown = {name: _functions(sql) - known for name, sql in compiled.items()}
    assert {name: functions for name, functions in unknown.items() if functions} == {}


def _functions(sql: str) -> set[str]:
    """Names before a bracket; `as name (column, ...)` names a table and its columns."""
    return set(re.findall(r"(?<!as )\b([a-z_][a-z_0-9]*)\s*\(", re.sub(r"--[^\n]*|'[^']*'", "", sql)))
