"""Getting in without a log-in, seeing what is others', changing the log unseen: the dashboards' process tries it."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline import child_process
from pipeline.selfcheck.district import copied, district
from pipeline.selfcheck.part import Part

NAME = "越权和篡改"


def access(count: int, schools: int, seed: int, scratch: Path) -> list[Part]:
    """Try every door and every scope once and `count` changes of the log; what came through is lost."""
    home = copied(district(scratch.parent / "district", schools, seed).home, scratch / "home")
    request: dict[str, object] = {"command": "attacks", "home": home, "count": count, "seed": seed}
    with child_process.start(
        "dashboards", request=request, output=child_process.CAPTURED, errors=child_process.WITH_OUTPUT
    ) as child:
        said = child.stdout.read() if child.stdout is not None else ""
    if child.returncode != 0:
        raise RuntimeError(said[-500:])
    return [
        Part(one["name"], one["tried"], len(one["came_through"]), tuple(one["came_through"]))
        for one in json.loads(said.splitlines()[-1])
    ]
