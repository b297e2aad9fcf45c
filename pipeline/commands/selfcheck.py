"""Print what the self-check found, and write it beside as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import typer

from ingest.landing.whole_files import write_text
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.run import CHECKS, FULL, QUICK, Check, run_checks
from pipeline.terminal import console, plain_bar, table

_REMARKS_SHOWN = 5


@dataclass(frozen=True)
class Asked:
    """What is tried (`only`: keys of checks; none: all of them), how often, with which seed, and where it is written.

    `scratch` is where the scratch folder is made (None: among the temporary files); it is removed at the end.
    """

    full: bool
    only: Sequence[str]
    seed: int
    out: Path
    scratch: Path | None
    as_json: bool


def selfcheck(asked: Asked) -> bool:
    """Run the checks in a scratch folder, write `out` anew after each of them; return whether nothing was lost."""
    started, checks = datetime.now(UTC), _chosen(asked.only)
    parts: list[Part] = []
    with (
        tempfile.TemporaryDirectory(
            prefix="dangjian-selfcheck-", dir=asked.scratch, ignore_cleanup_errors=True
        ) as folder,
        plain_bar("自检", quiet=asked.as_json) as progress,
    ):
        progress(checks[0].name, 0, len(checks))
        outcomes = run_checks(FULL if asked.full else QUICK, asked.seed, Path(folder).resolve(), checks)
        for done, outcome in enumerate(outcomes, start=1):
            parts.extend(outcome)
            _write(parts, asked, started, checks[done:])
            progress(checks[done].name if done < len(checks) else "", done, len(checks))
    if asked.as_json:
        sys.stdout.write(asked.out.read_text(encoding="utf-8"))
    else:
        _print(parts, asked.out)
    return not any(part.lost for part in parts)


def _chosen(only: Sequence[str]) -> Sequence[Check]:
    unknown = sorted(set(only) - {check.key for check in CHECKS})
    if unknown:
        raise typer.BadParameter(f"没有“{unknown[0]}”这一项，可以写：{'、'.join(check.key for check in CHECKS)}。")
    return [check for check in CHECKS if not only or check.key in only]


def _write(parts: Sequence[Part], asked: Asked, started: datetime, left: Sequence[Check]) -> None:
    """Write what is known: `lost` over all parts, the parts as they are, and what is still to come; times are UTC."""
    found = {
        "started_at": started.isoformat(timespec="seconds"),
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "size": "full" if asked.full else "quick",
        "seed": asked.seed,
        "lost": sum(part.lost for part in parts),
        "parts": [asdict(part) for part in parts],
        "left": [check.key for check in left],
    }
    write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", asked.out)


def _print(parts: list[Part], out: Path) -> None:
    table(
        ("检查", "试了几次", "丢失或出错", "结论"),
        [(one.name, f"{one.tried:,}", f"{one.lost:,}", "请处理" if one.lost else "正常") for one in parts],
    )
    for part in parts:
        for remark in part.remarks[:_REMARKS_SHOWN]:
            console.print(f"{part.name}：{remark}", markup=False, highlight=False)
        if len(part.remarks) > _REMARKS_SHOWN:
            console.print(f"{part.name}：另有 {len(part.remarks) - _REMARKS_SHOWN} 条，见 {out}", markup=False)
    console.print(f"明细写在 {out}", markup=False, highlight=False)
