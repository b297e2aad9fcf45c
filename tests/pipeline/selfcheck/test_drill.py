"""The parts of the self-check that keep a home: killed at any moment, damaged in any way, lost and restored."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.selfcheck import drill, kills, state
from pipeline.selfcheck.damage import FAULTS
from pipeline.selfcheck.district import copied, district

SCHOOLS, SEED = 1, 3


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the district is made once for all of them, as the command does it."""
    folder = tmp_path_factory.mktemp("自检")
    district(folder / "district", SCHOOLS, SEED)
    return folder


def test_what_is_backed_up_while_others_land_and_build_comes_back(scratch: Path) -> None:
    """The command restores the backup made during the ingest too."""
    (scratch / "drill").mkdir()
    part = drill.drill(SCHOOLS, SEED, scratch / "drill", both=False)
    assert part.lost == 0, part.remarks
    assert part.tried > 15


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX matter")
def test_kills_lose_nothing(scratch: Path) -> None:
    """Of those that cost little; the command kills builds and packs too."""
    (scratch / "kills").mkdir()
    part = kills.kills(20, SEED, scratch / "kills", ("ingest", "withdraw", "restore"), SCHOOLS)
    assert part.lost == 0, part.remarks


def test_what_is_damaged_is_seen_by_the_check_itself(scratch: Path) -> None:
    """A self-check that finds a broken home whole would find everything whole."""
    whole = copied(scratch / "district" / "数据 [底]", scratch / "whole")
    assert state.fault(whole) is None
    rows = state.landed_rows(whole)
    assert len(rows) > 100
    named = {fault.name: fault for fault in FAULTS}
    for name in ("入库文件变了一位", "批次清单被截断", "数据仓库空了", "CURRENT 是乱码"):
        home = copied(whole, scratch / name)
        named[name].damage(home)
        assert state.fault(home) is not None, name
    home = copied(whole, scratch / "less")
    next((home / "landed" / "manifest").glob("*-activity.json")).unlink()
    assert state.landed_rows(home) != rows
