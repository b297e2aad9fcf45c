"""Damaged files end in receipts or in a sentence; the check itself finds what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.feedback.error_guard import UNEXPECTED
from ingest.feedback.receipt import Receipt
from pipeline.selfcheck import fuzz as fuzzing


def test_no_damaged_file_stops_the_others_or_loses_a_row(tmp_path: Path) -> None:
    """Of 703 files 13 ended the whole process; 300 here cost some 20 seconds of computing, the command tries 10,000."""
    part = fuzzing.fuzz(300, 1, tmp_path)
    assert (part.tried, part.lost, part.remarks) == (300, 0, ())


def test_files_are_damaged_in_the_same_way_by_the_same_seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[list[tuple[str, bytes]]] = []

    def note(folder: Path, *_: object) -> list[str]:
        sent[-1] += sorted((path.name, path.read_bytes()) for path in folder.iterdir())
        return []

    monkeypatch.setattr(fuzzing, "ingest", lambda *_, **__: [])
    monkeypatch.setattr(fuzzing, "_lost", note)
    monkeypatch.setattr(fuzzing, "_lost_in_reading", note)
    for number, seed in enumerate((7, 7, 8)):
        sent.append([])
        fuzzing.fuzz(60, seed, tmp_path / str(number))
    assert len(sent[0]) == 60 and sent[0] == sent[1] != sent[2]


def test_rows_that_nobody_tells_of_and_refusals_without_a_sentence_are_lost() -> None:
    receipt = Receipt("a.csv", None, read=3, accepted=1, unchanged=1, returned=1)
    assert fuzzing._fault(receipt) is None
    receipt.accepted = 0
    assert fuzzing._fault(receipt) == "共读取 3 行，说明了去向的只有 2 行"
    assert fuzzing._fault(Receipt("a.csv", None, refused="没有认出任何台账。")) is None
    for sentence in ("no sentence", UNEXPECTED):
        assert fuzzing._fault(Receipt("a.csv", None, refused=sentence)) == sentence


def test_a_delivery_that_breaks_off_is_lost_with_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fuzzing, "_registers", lambda: [])
    monkeypatch.setattr(fuzzing, "ingest", breaks)
    with pytest.raises(ZeroDivisionError):
        fuzzing.fuzz(1, 1, tmp_path)
    assert len(list(fuzzing._lost(tmp_path, None, ["a", "b"]))) == 2  # type: ignore[arg-type]
