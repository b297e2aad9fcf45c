"""The self-check reports what it lost, whatever happens to a part, and works in a scratch folder only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.commands import selfcheck as command
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.run import QUICK, Check, Sizes, run_checks


def well(sizes: Sizes, seed: int, scratch: Path) -> Part:
    (scratch / "left behind").write_text("", encoding="utf-8")
    return Part("好的", sizes.kills, 0)


def broken(sizes: Sizes, seed: int, scratch: Path) -> Part:
    raise RuntimeError("boom")


CHECKS = (Check("坏的", broken), Check("好的", well))


def test_a_part_that_breaks_off_is_lost_and_the_next_one_runs(tmp_path: Path) -> None:
    first, second = run_checks(QUICK, 1, tmp_path, CHECKS)
    assert (first.name, first.lost) == ("坏的", 1) and "boom" in first.remarks[0]
    assert second == Part("好的", QUICK.kills, 0)
    assert list(tmp_path.iterdir()) == []


def test_what_was_lost_stands_in_the_file_and_in_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "run_checks", lambda *given: run_checks(*given, checks=CHECKS))
    out = tmp_path / "自检.json"
    assert not command.selfcheck(full=False, seed=7, out=out, scratch=tmp_path, as_json=False)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert (written["lost"], written["seed"], [each["name"] for each in written["parts"]]) == (1, 7, ["坏的", "好的"])
    monkeypatch.setattr(command, "run_checks", lambda *given: run_checks(*given, checks=CHECKS[1:]))
    assert command.selfcheck(full=False, seed=7, out=out, scratch=tmp_path, as_json=False)
    assert [path.name for path in tmp_path.iterdir()] == ["自检.json"]
