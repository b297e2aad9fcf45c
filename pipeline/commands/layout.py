"""`dangjian layout`: what the columns of a file are read as, and the layout to be confirmed by whoever knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ingest.feedback.error_guard import catch_errors
from ingest.landing.absent_columns import usual_columns
from ingest.landing.store import Store
from ingest.landing.whole_files import write_text
from ingest.layouts.layout_folder import Folder, load_layouts, new_path
from ingest.layouts.layout_text import proposed_text
from ingest.layouts.look import look_at
from ingest.layouts.proposal import Proposal, ProposedColumn
from ingest.ledger import Ledger, load_ledgers
from ingest.readers.collect import SourceFile, collect_files
from pipeline.terminal import console, table

_CELLS_SHOWN = 2


def asked_about(home: Path, path: Path, ledger: str | None) -> str:
    """Return as JSON what is asked about each file, and which columns are usual in its ledger; write nothing."""
    folder, ledgers, store = load_layouts(home), load_ledgers(), Store(home)
    found: list[dict[str, Any]] = []
    for source in collect_files([path]):
        tables: list[dict[str, Any]] = []
        with catch_errors(home, source.name) as problems:
            tables = [
                each.to_json() | {"usual": sorted(usual_columns(store.live_manifests(each.ledger)))}
                for each in look_at(source, folder, ledgers, ledger)
            ]
        found.append({"file": source.name, "tables": tables, "problem": problems[0] if problems else None})
    return json.dumps(found, ensure_ascii=False)


def propose(home: Path, path: Path, ledger: str | None) -> None:
    """Print the columns of each table, and write a layout to be checked where there is none yet."""
    folder, ledgers = load_layouts(home), load_ledgers()
    for source in collect_files([path]):
        for proposal in look_at(source, folder, ledgers, ledger):
            _print(proposal, ledgers[proposal.ledger])
            _write(home, source, proposal, ledgers[proposal.ledger], folder)
            folder = load_layouts(home)


def _print(proposal: Proposal, ledger: Ledger) -> None:
    _say(f"工作表“{proposal.sheet}”，按“{ledger.title}”看：")
    table(
        ("列", "前几行", "读作", "怎么知道的"),
        [
            (column.header, "；".join(cell for cell in column.cells[:_CELLS_SHOWN] if cell), *_meaning(column, ledger))
            for column in proposal.columns
        ],
    )
    if proposal.lacking:
        lacking = "、".join(ledger.column(name).header for name in proposal.lacking)
        _say(f"没有哪一列看来是必填的：{lacking}。请指定是哪一列；标题、工作表名或文件名里写明的，报送时会自己认。")


def _meaning(column: ProposedColumn, ledger: Ledger) -> tuple[str, str]:
    if column.as_usual:
        return "照常", "本来就认得"
    if column.read_as is None:
        return ("不用", "本来就认得") if column.state == "known" else ("？", "不认得，请填写")
    header = ledger.column(column.read_as).header
    return header, "本来就认得" if column.state == "known" else "猜的，请核对"


def _write(home: Path, source: SourceFile, proposal: Proposal, ledger: Ledger, folder: Folder) -> None:
    there = folder.of(proposal.signature)
    if there is None:
        path = new_path(home, source.stem)
        write_text(proposed_text(proposal, ledger), path)
        _say(f"写了版式“{path}”。核对每一列，把“已确认”改成 true，再报送这个文件；确认以前它不起作用。")
    elif there[1].confirmed:
        _say(f"这样的表已有确认过的版式“{there[0]}”，报送时按它读。要改的直接改这个文件。")
    else:
        _say(f"这样的表已有版式“{there[0]}”，还没有确认。核对每一列，把“已确认”改成 true，再报送这个文件。")


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, highlight=False)
