"""Commands that begin in a fork: what they print, how they end, and that a kill is told from an end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.selfcheck import program

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no fork; commands are started afresh")


def test_a_command_is_told_by_its_output_and_its_exit_code(tmp_path: Path) -> None:
    """A fork that lost either would let every kill and every fault pass."""
    done = program.run(tmp_path / "区 home", "--help")
    assert done.code == 0, done.said
    assert "withdraw" in done.said
    refused = program.run(tmp_path / "区 home", "withdraw", "没有这一批")
    assert refused.code == 1
    assert "没有这一批" in refused.said


def test_a_killed_command_has_no_exit_code_and_the_next_one_runs(tmp_path: Path) -> None:
    assert program.killed_after(tmp_path, ("batches",), 0).code is None
    assert program.run(tmp_path, "batches").code is not None
