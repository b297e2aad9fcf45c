"""What a run of `bench` found: one JSON object, and the table that is printed of it."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.errors import UserError
from pipeline.bench.aims import Aim
from pipeline.bench.stages import exponent
from pipeline.terminal import console, table

_ROUNDED = 3


@dataclass(frozen=True)
class Earlier:
    """An earlier run: its figures by code and the size of its district (None: a home that was given)."""

    name: str
    figures: Mapping[str, float]
    schools: int | None


def to_json(
    figures: Mapping[str, float], details: Mapping[str, Any], aims: Mapping[str, Aim], schools: int | None
) -> dict[str, Any]:
    """Return the run: machine, size, a row a figure with its aim and verdict, and what the stages told besides."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "schools": schools,
        "figures": {
            code: {
                "title": aims[code].title,
                "unit": aims[code].unit,
                "value": round(value, _ROUNDED),
                "at_most": aims[code].at_most,
                "was": aims[code].was,
                "verdict": aims[code].verdict(value, schools),
            }
            for code, value in figures.items()
        },
        "details": dict(details),
    }


def read_earlier(path: Path) -> Earlier:
    """Return an earlier run from the JSON that `bench` wrote. Raises UserError when it is something else."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        figures = {code: float(one["value"]) for code, one in found["figures"].items()}
        return Earlier(path.name, figures, found["schools"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"“{path}”不是 bench 写的结果文件，不能对比。请换一个。") from error


def print_run(run: Mapping[str, Any], earlier: Earlier | None) -> None:
    """Print a row a figure: aim, what it was, what was measured, the verdict; with an earlier run the ratio to it."""
    heads = ("项目", "原来", "目标", "测得", "结论") + ((f"比 {earlier.name}",) if earlier else ())
    rows = [
        (
            one["title"],
            _told(one["was"], one["unit"]),
            "—" if one["at_most"] is None else f"≤{_told(one['at_most'], one['unit'])}",
            _told(one["value"], one["unit"]),
            one["verdict"],
            *((_beside(code, one["value"], run["schools"], earlier),) if earlier else ()),
        )
        for code, one in run["figures"].items()
    ]
    table(heads, rows)
    size = "已有的数据" if run["schools"] is None else f"虚构的区，{run['schools']} 所学校"
    console.print(f"{size}；秒和毫秒是 CPU 时间（“人同时看”的几行是等待时间）。", markup=False, highlight=False)


def _beside(code: str, value: float, schools: int | None, earlier: Earlier) -> str:
    before = earlier.figures.get(code)
    if not before:
        return "—"
    ratio = f"{value / before:.2f} 倍"
    if schools is None or earlier.schools is None:
        return ratio
    power = exponent(value, schools, before, earlier.schools)
    return ratio if power is None else f"{ratio}（规模的 {power:.2f} 次方）"


def _told(value: float | None, unit: str) -> str:
    if value is None:
        return "—"
    return f"{value:,.0f} {unit}" if value >= 100 or value == int(value) else f"{value:,.2f} {unit}"
