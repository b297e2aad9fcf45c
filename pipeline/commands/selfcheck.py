"""Print what the self-check found, and write it beside as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.landing.whole_files import write_text
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.run import CHECKS, FULL, QUICK, run_checks
from pipeline.terminal import console, plain_bar, table

_REMARKS_SHOWN = 5


def selfcheck(full: bool, seed: int, out: Path, scratch: Path | None, as_json: bool) -> bool:
    """Run all parts in a scratch folder and write `out`; return whether nothing was lost.

    `scratch` is where the folder is made (by default among the temporary files); it is removed at the end.
    """
    started = datetime.now(UTC)
    parts: list[Part] = []
    with (
        tempfile.TemporaryDirectory(prefix="dangjian-selfcheck-", dir=scratch, ignore_cleanup_errors=True) as folder,
        plain_bar("自检", quiet=as_json) as progress,
    ):
        progress("", 0, len(CHECKS))
        for part in run_checks(FULL if full else QUICK, seed, Path(folder).resolve()):
            parts.append(part)
            progress(part.name, len(parts), len(CHECKS))
    found = to_json(parts, full, seed, started)
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    write_text(text, out)
    if as_json:
        sys.stdout.write(text)
    else:
        _print(parts, out)
    return not any(part.lost for part in parts)


def to_json(parts: list[Part], full: bool, seed: int, started: datetime) -> dict[str, Any]:
    """Return the outcome: `lost` over all parts, and the parts as they are; `started_at` is UTC."""
    return {
        "started_at": started.isoformat(timespec="seconds"),
        "size": "full" if full else "quick",
        "seed": seed,
        "lost": sum(part.lost for part in parts),
        "parts": [asdict(part) for part in parts],
    }


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
