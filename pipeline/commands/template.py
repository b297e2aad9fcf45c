"""Blank workbooks of the ledgers that a home asks for, without what is switched off (停报)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.feedback.template import write_template
from ingest.ledger import load_ledgers
from ingest.switched_off import load_switched_off
from pipeline.fixed_day import day_of


def templates(home: Path, chosen: Sequence[str], place: Path) -> Iterator[str]:
    """Write a workbook for each chosen ledger (none: all) into a folder; yield its path, or why there is none."""
    day, not_asked = day_of(home), load_switched_off(home)
    for ledger in load_ledgers().values():
        if chosen and ledger.id not in chosen:
            continue
        off = not_asked.ledger_on(ledger.id, day)
        if off is None:
            yield str(write_template(not_asked.asked(ledger, day), place))
        else:
            yield f"{ledger.title}{off.told}，不用填，没有生成模板。"
