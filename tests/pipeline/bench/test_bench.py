"""`bench` judges what it measures by the data file, and only where the aim was set for such a district."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from ingest.errors import UserError
from pipeline.bench.aims import load_aims, stages
from pipeline.bench.cost import cost_of
from pipeline.bench.ground import Ground
from pipeline.bench.reading import read
from pipeline.bench.stages import STAGES, exponent
from pipeline.commands import bench as command
from pipeline.commands.bench import Asked

SIZE = 150


def asked(tmp_path: Path, **given: Any) -> Asked:
    usual: dict[str, Any] = {
        "stages": ("packs",),
        "schools": SIZE,
        "seed": 1,
        "given": None,
        "out": tmp_path / "性能.json",
        "against": None,
        "as_json": False,
    }
    return Asked(**(usual | given))


def with_pack_at(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "STAGES", {**STAGES, "packs": lambda ground: ({"pack": seconds}, None)})


def test_every_stage_has_aims_and_no_aim_is_of_a_stage_that_is_not_there() -> None:
    assert stages(list(load_aims().values())) == list(STAGES)


@pytest.mark.parametrize(("seconds", "went_well", "verdict"), [(0.5, True, "达到"), (0.9, False, "没有达到")])
def test_what_misses_its_aim_is_told_and_ends_with_1(
    seconds: float, went_well: bool, verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_pack_at(seconds, monkeypatch)
    assert command.bench(asked(tmp_path)) is went_well
    written = json.loads((tmp_path / "性能.json").read_text(encoding="utf-8"))
    assert written["figures"]["pack"]["verdict"] == verdict


def test_an_aim_of_a_large_district_does_not_judge_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_pack_at(0.1, monkeypatch)
    assert command.bench(asked(tmp_path, schools=6))
    written = json.loads((tmp_path / "性能.json").read_text(encoding="utf-8"))
    assert written["figures"]["pack"]["verdict"] == "不评"


def test_the_ratio_to_an_earlier_run_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_pack_at(1.0, monkeypatch)
    command.bench(asked(tmp_path, out=tmp_path / "以前.json"))
    with_pack_at(0.5, monkeypatch)
    command.bench(asked(tmp_path, against=tmp_path / "以前.json"))
    assert "0.50 倍" in capsys.readouterr().out
    (tmp_path / "别的.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UserError, match="不是 bench 写的"):
        command.bench(asked(tmp_path, against=tmp_path / "别的.json"))


def test_between_two_sizes_the_power_of_growth_is_told() -> None:
    assert exponent(90.0, 450, 10.0, 150) == pytest.approx(2)
    assert exponent(90.0, 150, 10.0, 150) is None


def test_what_cannot_be_measured_is_refused_before_anything_runs(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match="没有叫“page”的一步"):
        command.bench(asked(tmp_path, stages=("page",)))
    with pytest.raises(typer.BadParameter, match="没有原来的台账"):
        command.bench(asked(tmp_path, stages=("change",), given=tmp_path))


def test_what_a_child_of_the_command_uses_counts_too() -> None:
    """The files of a delivery are opened in a process of their own: only the starter was counted."""
    cost = cost_of("tests.pipeline.bench.busy", "0.6")
    assert 1.0 < cost.cpu_seconds < 3.0
    assert cost.answer == {"busy": 2}


def test_a_command_that_fails_measures_nothing() -> None:
    with pytest.raises(UserError, match="没有做成"):
        cost_of("tests.pipeline.bench.busy", "long")


def test_a_given_home_is_copied_and_left_as_it_is(tmp_path: Path) -> None:
    given = tmp_path / "given"
    (given / "warehouse").mkdir(parents=True)
    (given / "warehouse" / "CURRENT").write_text("b1", encoding="utf-8")
    ground = Ground(tmp_path / "scratch", None, 1, given)
    (ground.published / "new").touch()
    assert [path.name for path in given.iterdir()] == ["warehouse"]


def test_csv_of_either_encoding_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        (tmp_path / "a.csv").write_text("党组织,人数\n甲,1\n乙,2\n", encoding=encoding)
        assert read(tmp_path / "a.csv") == 2
    assert read(tmp_path / "a.docx") is None
