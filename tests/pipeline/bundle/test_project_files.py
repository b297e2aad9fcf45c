"""What goes into a bundle: the whole project and nothing that lies beside it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.bundle.project_files import FOLDERS, project_files
from pipeline.settings import PROJECT

OF_DEVELOPERS = {".ci", ".gitignore", ".pre-commit-config.yaml"}


@pytest.mark.skipif(not (PROJECT / ".git").exists(), reason="what is tracked is known in a clone only")
def test_every_tracked_file_is_carried() -> None:
    """A folder that is added to the project must be added here, or it is missing on the PC without a network."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout
    tracked = {Path(name) for name in listed.decode("utf-8").split("\0") if name}
    missing = tracked - set(project_files(PROJECT))
    assert {path.parts[0] for path in missing} <= OF_DEVELOPERS


def test_homes_and_what_tools_leave_behind_stay_where_they_are(tmp_path: Path) -> None:
    """A home in `data/local` holds people's ledgers: it must never be carried out with the program."""
    left = (
        "data/local/landed/a.parquet",
        "data/我们的台账/党员.xlsx",
        "我的/b.xlsx",
        "wheels/a.whl",
        ".env",
        "app.sqlite",
    )
    built = ("pipeline/__pycache__/cli.pyc", "pipeline/.cache/x", ".venv/a.py")
    carried = ("start.py", "LICENSE", "data/measures.yaml", "data/indicators/O91.yaml", f"{FOLDERS[0]}/app.py")
    for name in (*left, *built, *carried):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert {path.as_posix() for path in project_files(tmp_path)} == set(carried)
