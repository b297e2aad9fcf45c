"""The stages: each measures something on the ground and returns its figures by the codes of `data/bench.yaml`."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.bench.correction import corrected
from pipeline.bench.cost import cost_of
from pipeline.bench.ground import DAY, SAMPLE, Ground
from pipeline.settings import PROJECT

Figures = dict[str, float]
USERS, MINUTES = 100, 2.0
_PACKS = (2, 12)
"""How many packs are made in the two runs whose difference is what packs cost, without what starting costs."""
_LEFT_OUT = (".git", ".venv", "local", "local-demo", "__pycache__", "*.egg-info", ".mypy_cache", ".ruff_cache")


def ingest(ground: Ground) -> tuple[Figures, Any]:
    """Land the district, beside reading the same files and doing nothing with them."""
    read = cost_of("pipeline.bench.reading", str(ground.ledgers))
    landed = ground.landed
    return {
        "reading": read.cpu_seconds,
        "ingest": landed.cpu_seconds,
        "ingest_ratio": landed.cpu_seconds / read.cpu_seconds,
        "ingest_memory": landed.megabytes,
    }, read.answer


def sample(ground: Ground) -> tuple[Figures, Any]:
    """Land the many small files of the demo in a home of their own."""
    home = ground.scratch / "sample-home"
    cost = cost_of("pipeline", "--home", str(home), "ingest", str(SAMPLE), "--as-of", DAY)
    return {"sample": cost.cpu_seconds}, {"files": sum(path.is_file() for path in SAMPLE.rglob("*"))}


def build(ground: Ground) -> tuple[Figures, Any]:
    """Build everything, with all tests."""
    cost = ground.built
    return {"build": cost.cpu_seconds, "build_memory": cost.megabytes}, None


def change(ground: Ground) -> tuple[Figures, Any]:
    """Land one corrected file in the built home, and build again."""
    _ = ground.published
    with tempfile.TemporaryDirectory(dir=ground.scratch) as folder:
        landed = ground.run("ingest", str(corrected(ground.ledgers, Path(folder))), "--as-of", DAY)
    built = ground.run("build", "--as-of", DAY)
    return {
        "change_ingest": landed.cpu_seconds,
        "change_memory": landed.megabytes,
        "change_build": built.cpu_seconds,
    }, None


def pages(ground: Ground) -> tuple[Figures, Any]:
    """Open every page as three roles, one click at a time."""
    told = _asked(ground, command="page_costs")
    return {
        "page_start": told["start"],
        "page_cold": told["cold"],
        "page_warm": told["warm"],
        "page_faults": len(told["faults"]),
    }, told


def load(ground: Ground) -> tuple[Figures, Any]:
    """Have a hundred people look round at a time, then click one address together."""
    told = _asked(ground, command="load", users=USERS, minutes=MINUTES)
    return {
        "load_p50": told["p50"],
        "load_p95": told["p95"],
        "load_at_once": told["at_once"],
        "load_faults": len(told["faults"]),
        "load_memory": told["megabytes_late"],
        "load_growth": told["megabytes_late"] - told["megabytes_early"],
    }, told


def packs(ground: Ground) -> tuple[Figures, Any]:
    """Make packs of the year-end review for schools, twice: the difference is theirs alone."""
    _ = ground.published
    last = ground.rows("select max(year) - 1 as year from marts.indicator_value where period_type = 'year'")[0]["year"]
    schools = ground.rows(
        "select distinct unit_id from marts.indicator_value"
        f" where unit_level = 'school' and period_type = 'year' and year = {last} order by unit_id limit {_PACKS[1]}"
    )
    counts = (min(_PACKS[0], len(schools) - 1), len(schools))
    costs = []
    for count in counts:
        units = [word for one in schools[:count] for word in ("--unit", str(one["unit_id"]))]
        costs.append(ground.run("report", "--year", str(last), "--out", str(ground.scratch / f"packs{count}"), *units))
    a_pack = (costs[1].cpu_seconds - costs[0].cpu_seconds) / (counts[1] - counts[0])
    return {"pack": a_pack}, {"packs": counts, "cpu_seconds": [cost.cpu_seconds for cost in costs]}


def install(ground: Ground) -> tuple[Figures, Any]:
    """Set up a fresh copy of the checkout and build the demo in it; downloads what the installer is set to."""
    copy = ground.scratch / "fresh"
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    cost = cost_of("pipeline.bench.fresh", str(copy))
    return {"install": cost.cpu_seconds}, None


def _asked(ground: Ground, **request: object) -> Any:
    """Have the dashboard measured in a process of its own: pages are not the pipeline's to import."""
    return cost_of("dashboards", request={"home": ground.published, **request}).answer


STAGES: Mapping[str, Callable[[Ground], tuple[Figures, Any]]] = {
    "ingest": ingest,
    "sample": sample,
    "build": build,
    "change": change,
    "pages": pages,
    "load": load,
    "packs": packs,
    "install": install,
}
"""By the names that `--only` takes, in the order in which they are measured."""
UNASKED = tuple(name for name in STAGES if name != "install")
"""What is measured when nothing is said: everything that downloads nothing."""


def exponent(value: float, size: int, other_value: float, other_size: int) -> float | None:
    """Return with which power of the size a figure grows between two districts; None where that is not told."""
    if size == other_size or min(value, other_value) <= 0:
        return None
    return math.log(value / other_value) / math.log(size / other_size)
