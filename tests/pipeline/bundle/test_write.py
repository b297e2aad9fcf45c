"""A bundle is whole or it is not there; what brings the wheels is told exactly for which PC.

Nothing is downloaded here: `python start.py bundle` and an installation from it are tried by hand (docs/operations.md).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import UserError
from pipeline.bundle import wheels, write
from pipeline.bundle.platform import PLATFORMS
from pipeline.bundle.write import write_bundle
from tests.pipeline.bundle.wheel import write_wheel

Run = Callable[..., str]
PINS = ["one==1.0", "tzdata==1.0", "uv==1.0"]


class Tools:
    """Stands for uv and pip: resolves to `pins`, then, from the folder alone, to what it holds."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.brought = ["one", "tzdata", "uv"]

    def run(self, module: str, *arguments: str, more: dict[str, str] | None = None) -> str:
        self.asked.append((module, *arguments))
        if module == "pip":
            folder = Path(arguments[arguments.index("--dest") + 1])
            for name in self.brought:
                write_wheel(folder, name, licence="MIT")
            return ""
        if "--no-index" not in arguments:
            return "\n".join(PINS)
        assert more == wheels._NOWHERE_ELSE
        folder = Path(arguments[arguments.index("--find-links") + 1])
        return "\n".join(f"{path.name.split('-')[0]}==1.0" for path in folder.glob("*.whl"))


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> Tools:
    found = Tools()
    monkeypatch.setattr(wheels, "_run", found.run)
    monkeypatch.setattr(write, "project_files", lambda project: [Path("start.py"), Path("data/measures.yaml")])
    return found


def test_a_bundle_holds_the_project_its_wheels_and_their_licences(tools: Tools, tmp_path: Path) -> None:
    out = tmp_path / "离线 安装"
    made = write_bundle("win_amd64", ["3.11", "3.12"], out)
    assert (made.wheels, made.without_text) == (3, ["one", "tzdata", "uv"])
    assert {path.name for path in out.iterdir()} == {"start.py", "data", "wheels", "licences"}
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_both_tools_are_asked_for_the_other_pc_and_take_no_source(tools: Tools, tmp_path: Path) -> None:
    """A package that came as source would be built on a PC without a compiler, or not at all."""
    write_bundle("win_amd64", ["3.12"], tmp_path / "out")
    resolved, downloaded, checked = (" ".join(one) for one in tools.asked)
    for asked in (resolved, checked):
        assert "--python-platform x86_64-pc-windows-msvc --python-version 3.12 --only-binary :all:" in asked
        assert "--constraint constraints.txt" in asked
    assert "--platform win_amd64" in downloaded and "--python-version 3.12" in downloaded
    assert "--no-deps --only-binary :all:" in downloaded


def test_a_folder_that_lacks_a_wheel_is_no_bundle(tools: Tools, tmp_path: Path) -> None:
    """tzdata is needed on Windows alone, and an installation there would have asked the network for it."""
    tools.brought = ["one", "uv"]
    with pytest.raises(UserError, match="tzdata"):
        write_bundle("win_amd64", ["3.12"], tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_there_and_a_platform_that_is_none_are_refused(tools: Tools, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不会覆盖"):
        write_bundle("win_amd64", ["3.12"], tmp_path)
    with pytest.raises(UserError, match="win_amd64"):
        write_bundle("windows 95", ["3.12"], tmp_path / "out")
    assert not tools.asked


def test_the_uv_of_the_pins_and_the_builder_of_the_project_are_among_what_is_brought() -> None:
    """Without either `start.py` asks the network after all: it installs uv first and builds the project in place."""
    assert [one.split(">")[0] for one in wheels._tools()] == ["uv", "setuptools"]
    assert any(tag.startswith("manylinux_2_17") for tag in PLATFORMS["linux_x86_64"].tags)
