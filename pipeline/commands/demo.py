"""The demo: the sample district through every stage, in a home of its own and on a fixed day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from expectations.runner import check
from ingest.landing.store import Store
from ingest.run import ingest
from pipeline.demo_mark import mark
from pipeline.fixed_day import FIXED_DAY
from pipeline.settings import PROJECT
from pipeline.terminal import build_bar, console, plain_bar
from pipeline.warehouse.build import build

DEMO_DAY = date(2026, 10, 31)
"""Two closed years and 2026 open; the day is fixed so that the demo shows the same tomorrow."""


def prepare_demo(beside: Path) -> Path:
    """Land the sample ledgers and build; returns the demo's home, the sibling `<beside>-demo` of the user's."""
    home = beside.with_name(f"{beside.name}-demo")
    mark(home)
    (home / FIXED_DAY).write_text(DEMO_DAY.isoformat(), encoding="utf-8")
    store = Store(home)
    with plain_bar("导入样例台账") as progress:
        receipts = ingest([PROJECT / "data" / "sample"], store, DEMO_DAY, "demo", check=check, progress=progress)
    counts = [one.to_json() for one in receipts]
    accepted, unchanged, returned = (sum(one[key] for one in counts) for key in ("accepted", "unchanged", "returned"))
    console.print(
        f"样例台账 {len(counts)} 份：接收 {accepted} 行，未变 {unchanged} 行，退回 {returned} 行（故意放的错行）。",
        markup=False,
        highlight=False,
    )
    with build_bar() as progress:
        build(home, DEMO_DAY, progress=progress)
    console.print(f"数据仓库已建好，数据截止 {DEMO_DAY:%Y年%m月%d日}。", markup=False, highlight=False)
    return home
