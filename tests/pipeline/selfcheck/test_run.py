"""The self-check reports what it lost, whatever happens to a part, and works in a scratch folder only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from pipeline.commands import selfcheck as command
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.run import QUICK, Check, Sizes, run_checks


def well(sizes: Sizes, seed: int, scratch: Path) -> list[Part]:
    (scratch / "left behind").write_text("", encoding="utf-8")
    return [Part("好的", sizes.kills, 0)]


def broken(sizes: Sizes, seed: int, scratch: Path) -> list[Part]:
    raise RuntimeError("boom")


CHECKS = (Check("bad", "坏的", broken), Check("good", "好的", well))


def asked(tmp_path: Path, only: tuple[str, ...] = ()) -> command.Asked:
    return command.Asked(full=False, only=only, seed=7, out=tmp_path / "自检.json", scratch=tmp_path, as_json=False)


def test_a_part_that_breaks_off_is_lost_and_the_next_one_runs(tmp_path: Path) -> None:
    (first,), (second,) = run_checks(QUICK, 1, tmp_path, CHECKS)
    assert (first.name, first.lost) == ("坏的", 1) and "boom" in first.remarks[0]
    assert second == Part("好的", QUICK.kills, 0)
    assert list(tmp_path.iterdir()) == []


def test_what_was_lost_stands_in_the_file_and_in_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "CHECKS", CHECKS)
    assert not command.selfcheck(asked(tmp_path))
    written = json.loads((tmp_path / "自检.json").read_text(encoding="utf-8"))
    assert (written["lost"], written["seed"], [each["name"] for each in written["parts"]]) == (1, 7, ["坏的", "好的"])
    assert written["left"] == []
    assert command.selfcheck(asked(tmp_path, only=("good",)))
    assert [path.name for path in tmp_path.iterdir()] == ["自检.json"]


def test_what_was_found_before_a_run_was_ended_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of hours that somebody ends in the last check had written nothing; `--only` does the rest."""

    def ended(sizes: Sizes, seed: int, scratch: Path) -> list[Part]:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "CHECKS", (*CHECKS, Check("long", "长的", ended)))
    with pytest.raises(KeyboardInterrupt):
        command.selfcheck(asked(tmp_path))
    written = json.loads((tmp_path / "自检.json").read_text(encoding="utf-8"))
    assert ([each["name"] for each in written["parts"]], written["left"]) == (["坏的", "好的"], ["long"])


def test_a_check_that_there_is_not_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="没有“vaules”这一项"):
        command.selfcheck(asked(tmp_path, only=("vaules",)))
