"""Write what goes back to the sender: a folder a file, with its receipts and, if rows go back, the marked workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from ingest.bounded.worker import call
from ingest.draft import Delivered
from ingest.feedback.error_guard import catch_errors
from ingest.feedback.receipt import Receipt, write_receipts
from ingest.feedback.send_back import send_back, send_list
from ingest.ledger import Ledger
from ingest.text.printable import printable

_LONGEST_NAME = 60
_VOTES = "survey"
"""What stands beside votes, or on another sheet of their workbook, may tell who gave them: it does not go back."""
_NOT_IN_NAMES = '<>:"/\\|?*'


def write_feedback(
    file: Delivered, receipts: list[Receipt], ledgers: Mapping[str, Ledger], home: Path, parent: Path
) -> list[Receipt]:
    """Write the receipts of one file and its returned workbook into a new folder below `parent`; return the receipts.

    A file of which no ledger was read gets one receipt, which says why.
    """
    if file.refusal is not None or not receipts:
        receipts = [_refusal(file, ledgers)]
    name = _file_name(file.source.stem)
    folder = _new_folder(parent, f"{datetime.now().astimezone():%Y%m%d-%H%M%S}_{name}")
    for receipt in receipts:
        receipt.ignored_sheets = file.ignored_sheets
        receipt.remarks = [*receipt.remarks, *file.remarks]
        receipt.folder = folder
    if any(receipt.returns for receipt in receipts):
        _send_back(file, receipts, home, folder / f"退回_{name}")
    if file.skeleton is not None:
        (folder / f"答卷对照_{name}.yaml").write_text(file.skeleton, encoding="utf-8-sig", newline="\r\n")
    write_receipts(receipts, folder)
    return receipts


def _refusal(file: Delivered, ledgers: Mapping[str, Ledger]) -> Receipt:
    title = ledgers[file.refused_ledger].title if file.refused_ledger else None
    sentence = file.refusal or "没有认出任何台账，整个文件没有入库。"
    return Receipt(file.source.name, file.refused_ledger, title, refused=sentence)


def _send_back(file: Delivered, receipts: list[Receipt], home: Path, stem: Path) -> None:
    """Write the marked document or workbook, and say in the receipts where it is."""
    notes = [note for receipt in receipts for note in receipt.returns]
    tells_of_voters = any(each.ledger == _VOTES for each in receipts)
    source, name, path = file.source, file.source.name, None
    with catch_errors(home, name) as errors:
        path = call(send_back, source, file.reread, file.positions, notes, stem, tells_of_voters, about=name)
    if errors:  # it costs too much to be written again, or nobody knows how
        with catch_errors(home, name):
            path = call(send_list, source, notes, stem, about=name)
    for receipt in receipts:
        receipt.workbook = path if receipt.returns else None


def _file_name(stem: str) -> str:
    kept = "".join("_" if each in _NOT_IN_NAMES or ord(each) < 32 else each for each in printable(stem))
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
