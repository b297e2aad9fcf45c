"""`python -m tests.spark`: the sample district on DuckDB and on Spark, every mart compared row by row, on two days.

The models' unit tests and data tests run on Spark too: without them nothing is published. Exit 1 when anything differs.
Needs the extra `spark` and Java; takes many minutes, so it is no part of the suite.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.diff.build_files import BuildFile
from pipeline.diff.report import print_difference
from pipeline.diff.run import compare
from pipeline.settings import PROJECT
from pipeline.spark.engine import on_spark
from pipeline.spark.session import Place
from pipeline.warehouse.build import build
from pipeline.warehouse.engine import Engine
from pipeline.warehouse.publish import current_build
from tests.spark.cluster import standalone

DAYS = (date(2025, 12, 31), date(2026, 10, 31))
"""A year that has just closed, and an open one."""
SHOWN = 5


def main(words: list[str] | None = None) -> int:
    """Land the sample district once, build it twice a day, and say what differs."""
    asked = _parser().parse_args(words)
    with tempfile.TemporaryDirectory() as place, _spark(asked) as engine:
        landed = asked.home or _landed(Path(place) / "landed")
        found = [_is_equal(landed, Path(place) / f"{day}", day, engine) for day in asked.day or DAYS]
    return 0 if all(found) else 1


@contextmanager
def _spark(asked: argparse.Namespace) -> Iterator[Engine]:
    if asked.cluster:
        with standalone(workers=2) as cluster:
            yield on_spark(Place(cluster.master))
            for worker, tasks in cluster.tasks().items():
                print(f"{worker}: {tasks} tasks")
    else:
        yield on_spark(Place(asked.master, asked.remote))


def _landed(home: Path) -> Path:
    ingest([PROJECT / "data" / "sample"], Store(home), DAYS[-1], "tests.spark", check=check)
    return home


def _is_equal(landed: Path, place: Path, day: date, engine: Engine) -> bool:
    files = []
    for name, one in (("duckdb", None), ("spark", engine)):
        home = place / name
        shutil.copytree(landed, home, ignore=shutil.ignore_patterns("warehouse"))
        build(home, day, full=True, engine=one)
        files.append(BuildFile(name, current_build(home / "warehouse")))
    found = compare(files[0], files[1], PROJECT / "models" / "marts", None, SHOWN, with_rows=True)
    print_difference(found, SHOWN)
    return found.is_empty


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.spark", description=__doc__)
    parser.add_argument("--home", type=Path, help="a home with landed ledgers, instead of the sample district's")
    parser.add_argument("--day", type=date.fromisoformat, action="append", help="an as-of day; may be given twice")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--remote", help="a Spark Connect server")
    parser.add_argument("--cluster", action="store_true", help="start a master and two workers on the loopback")
    return parser


if __name__ == "__main__":
    sys.exit(main())
