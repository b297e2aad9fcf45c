"""Builds a district of a test by the statements that dbt ran for the sample district, in dbt's order.

What dbt makes of the project is the same for every home, and to make it takes dbt three times as long as the statements
themselves take for the few rows of a test. Data tests are run with them. What is a test of the build runs dbt.
`python -m tests.replay HOME DAY` builds a home again by what dbt ran for it before.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb

from pipeline.warehouse.build import build
from pipeline.warehouse.engine import Work
from pipeline.warehouse.source_views import view_sources

_SCHEMAS = ("standards", "staging", "intermediate", "marts")


def build_and_record(home: Path, as_of: date) -> None:
    """Build with dbt, its unit tests too, and keep in which order its nodes ended."""
    ended: list[str] = []
    build(home, as_of, full=True, progress=lambda name, *_: ended.append(name))
    _order_of(home).write_text(json.dumps(ended), encoding="utf-8")


def _order_of(home: Path) -> Path:
    return home / "warehouse" / "dbt" / "order.json"


@dataclass(frozen=True)
class Replay:
    """What dbt ran for `home`: seeds, models and data tests."""

    home: Path

    @cached_property
    def nodes(self) -> list[Path]:
        """Return the files in which dbt keeps what it ran, in order, relative to their folder."""
        order = {name: place for place, name in enumerate(json.loads(_order_of(self.home).read_text(encoding="utf-8")))}
        ran = [path.relative_to(self._folder) for path in sorted(self._folder.rglob("*.*")) if path.is_file()]
        # Of a data test with a long name dbt names the file otherwise; they hold whatever stands, once all stands.
        made = sorted((node for node in ran if not is_data_test(node)), key=lambda node: order[node.stem])
        return [*made, *(node for node in ran if is_data_test(node) and not _is_unit_test(node))]

    @property
    def _folder(self) -> Path:
        return self.home / "warehouse" / "dbt" / "run" / "dangjian"

    def run(self, work: Work) -> None:
        """Do the work of an engine of the build; AssertionError for a failed data test."""
        view_sources(work.database, work.folder)
        with duckdb.connect(str(work.database)) as connection:
            for schema in _SCHEMAS:
                connection.execute(f"create schema if not exists {schema}")
            for node in self.nodes:
                answer = connection.execute(self.statement(node))
                if is_data_test(node):
                    assert answer.fetchall()[0][0] == 0, f"{node.stem} fails on this district"

    def statement(self, node: Path) -> str:
        """Return what dbt ran of a node, as it stands in the end and not aside."""
        return (self._folder / node).read_text(encoding="utf-8").replace("__dbt_tmp", "")

    def build(self, home: Path, as_of: date) -> str:
        """Build and publish as the product does, but without dbt; return the build id."""
        return build(home, as_of, engine=self.run)


def is_data_test(node: Path) -> bool:
    """Tell data tests from models; those that stand in a YAML file are kept in a folder of its name."""
    return node.parts[0] == "tests" or any(part.endswith(".yml") for part in node.parts[:-1])


def _is_unit_test(node: Path) -> bool:
    """Tell unit tests from data tests of a YAML file: they are kept beneath a model's path."""
    return len(node.parts) > 1 and is_data_test(node) and node.parent.name in {"intermediate", "marts", "staging"}


if __name__ == "__main__":
    Replay(Path(sys.argv[1])).build(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
