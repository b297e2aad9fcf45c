"""Hands back to the sender: a folder a file, with the receipt and, where rows go back, the marked workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from ingest.feedback.error_guard import no_surprise
from ingest.feedback.receipt import Receipt, write_receipts
from ingest.feedback.returned_workbook import without_unread_columns, write_returned
from ingest.landing.delivery import Delivered
from ingest.landing.store import Store
from ingest.ledger import Ledger
from ingest.readers.workbook import read_sheets

_LONGEST_NAME = 60
_VOTES = "survey"
"""What stands beside votes, or on another sheet of their workbook, may tell who gave them: it does not go back."""
_NOT_IN_NAMES = '<>:"/\\|?*'


def hand_back(file: Delivered, store: Store, ledgers: Mapping[str, Ledger], now: datetime) -> list[Receipt]:
    """Write receipts and returned workbook of one file; return its receipts, in the order of the ledgers."""
    if file.refusal is not None or not file.receipts:
        title = ledgers[file.refused_ledger].title if file.refused_ledger else None
        sentence = file.refusal or "没有认出任何台账，整个文件没有入库。"
        file.receipts = [Receipt(file.source.name, file.refused_ledger, title, refused=sentence)]
    name = _file_name(file.source.stem)
    folder = _new_folder(store.receipts, f"{now:%Y%m%d-%H%M%S}_{name}")
    for receipt in file.receipts:
        receipt.ignored_sheets = file.ignored_sheets
        receipt.folder = folder
    notes = [note for receipt in file.receipts for note in receipt.returns]
    if notes:
        path = folder / f"退回_{name}.xlsx"
        with no_surprise(store.root, file.source.name) as surprise:
            sheets = file.reread() if file.reread else read_sheets(file.source)
            tells_of_voters = any(each.ledger == _VOTES for each in file.receipts)
            if tells_of_voters and file.reread is None:
                sheets = without_unread_columns(sheets, file.layouts)
            write_returned(file.source, sheets, file.layouts, notes, path, as_sent=not tells_of_voters)
        for receipt in file.receipts:
            receipt.workbook = path if receipt.returns and not surprise else None
    if file.skeleton is not None:
        (folder / f"答卷对照_{name}.yaml").write_text(file.skeleton, encoding="utf-8-sig", newline="\r\n")
    write_receipts(file.receipts, folder)
    return file.receipts


def _file_name(stem: str) -> str:
    kept = "".join("_" if each in _NOT_IN_NAMES or ord(each) < 32 else each for each in stem)
    return kept[:_LONGEST_NAME].strip(" .") or "文件"


def _new_folder(parent: Path, name: str) -> Path:
    folder, number = parent / name, 1
    while True:
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
            folder = parent / f"{name}_{number}"
        else:
            return folder
