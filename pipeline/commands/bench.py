"""Measure the stages, print what they cost beside what they are to cost, and write it as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from ingest.landing.whole_files import write_text
from pipeline.bench.aims import load_aims
from pipeline.bench.ground import Ground
from pipeline.bench.report import print_run, read_earlier, to_json
from pipeline.bench.stages import STAGES, UNASKED
from pipeline.terminal import console, plain_bar

_NEED_LEDGERS = frozenset({"ingest", "change"})
"""Stages that start from ledgers: a home that is given has none."""


@dataclass(frozen=True)
class Asked:
    """What is measured: which stages, a district of how many schools or a copy of a home, and where it is written."""

    stages: Sequence[str]
    schools: int
    seed: int
    given: Path | None
    out: Path
    against: Path | None
    as_json: bool


def bench(asked: Asked) -> bool:
    """Run the stages in a scratch folder, which is removed; return whether nothing missed its aim."""
    chosen = _chosen(asked)
    earlier = None if asked.against is None else read_earlier(asked.against)
    aims = load_aims()
    schools = None if asked.given is not None else asked.schools
    with (
        tempfile.TemporaryDirectory(prefix="dangjian-bench-", ignore_cleanup_errors=True) as folder,
        plain_bar("性能", quiet=asked.as_json) as progress,
    ):
        ground = Ground(Path(folder).resolve(), schools, asked.seed, asked.given)
        run = to_json(*_measured(ground, chosen, progress), aims, schools)
    text = json.dumps(run, ensure_ascii=False, indent=1) + "\n"
    write_text(text, asked.out)
    if asked.as_json:
        sys.stdout.write(text)
    else:
        print_run(run, earlier)
        console.print(f"明细写在 {asked.out}", markup=False, highlight=False)
    return all(one["verdict"] != "没有达到" for one in run["figures"].values())


def _measured(
    ground: Ground, chosen: Sequence[str], progress: Callable[[str, int, int], None]
) -> tuple[dict[str, float], dict[str, Any]]:
    """Return the figures of the stages, and what they told besides."""
    figures: dict[str, float] = {}
    details: dict[str, Any] = {}
    for done, name in enumerate(chosen):
        progress(name, done, len(chosen))
        found, told = STAGES[name](ground)
        figures |= found
        if told is not None:
            details[name] = told
    return figures, details


def _chosen(asked: Asked) -> tuple[str, ...]:
    """Return the stages in the order in which they are measured; wrong usage for what cannot be measured."""
    unknown = [name for name in asked.stages if name not in STAGES]
    if unknown:
        raise typer.BadParameter(f"没有叫“{'、'.join(unknown)}”的一步；可用的有：{'、'.join(STAGES)}。")
    if asked.given is not None and _NEED_LEDGERS & set(asked.stages):
        raise typer.BadParameter("用已有的数据时没有原来的台账，不能量 ingest 和 change。请去掉 --on，或换一步。")
    left_out = _NEED_LEDGERS if asked.given is not None else frozenset()
    wanted = set(asked.stages or UNASKED) - left_out
    return tuple(name for name in STAGES if name in wanted)
