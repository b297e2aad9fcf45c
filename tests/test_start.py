"""`start.py` installs with uv as pip would have: from the same places, and with pip where uv does not manage."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import start

CONFIG = r"""
:env:.cert='/certs/ours.pem'
global.cert='C:\\certs\\theirs.pem'
global.extra-index-url='https://one.example/simple\nhttps://two.example/simple'
global.index-url='https://mirror.example/simple'
global.timeout='60'
install.find-links='/wheels /more'
install.index-url='https://nearer.example/simple'
wheel.index-url='https://other.example/simple'
"""


class Machine:
    """Notes the commands that are run, none of them really; those that `fails` is a word of end badly."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.fails = ""

    def run(self, command: list[str], **settings: Any) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        code = int(self.fails in command)
        if code and settings.get("check"):
            raise subprocess.CalledProcessError(code, command)
        return subprocess.CompletedProcess(command, code, stdout=CONFIG if "config" in command else "")

    def installs(self) -> list[list[str]]:
        """The commands that install the project."""
        return [command for command in self.commands if "--editable" in command]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    found = Machine()
    monkeypatch.setattr(start.subprocess, "run", found.run)
    monkeypatch.setattr(start, "MARK", tmp_path / "installed")
    monkeypatch.setattr(start, "PYTHON", tmp_path)  # it is there
    return found


def test_uv_is_told_of_every_place_that_pip_looks_in_and_the_nearer_setting_counts(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """uv reads none of pip's files: in an office with a mirror it would have asked the internet, or nobody."""
    for name in start.OF_PIP.values():
        monkeypatch.delenv(name, raising=False)
    told = start.as_pip_would()
    assert told["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"
    assert told["UV_INDEX"] == "https://one.example/simple https://two.example/simple"
    assert told["UV_FIND_LINKS"] == "/wheels,/more"
    assert told["SSL_CERT_FILE"] == "/certs/ours.pem"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://own.example/simple")
    assert start.as_pip_would()["UV_DEFAULT_INDEX"] == "https://own.example/simple"


def test_the_pinned_packages_are_installed_once_and_by_uv(machine: Machine) -> None:
    start.install("test")
    start.install("test")
    (command,) = machine.installs()
    assert command[1:5] == ["-m", "uv", "pip", "install"]
    assert command[-4:] == ["--constraint", "constraints.txt", "--editable", ".[test]"]
    assert start.MARK.read_text(encoding="utf-8").split() == [start.wanted("test")]


@pytest.mark.parametrize("missing", ["uv", "--no-config"])
def test_pip_installs_where_uv_cannot_be_had_or_does_not_manage(machine: Machine, missing: str) -> None:
    machine.fails = missing
    start.install("")
    assert machine.installs()[-1][1:3] == ["-m", "pip"]
    assert start.MARK.exists()


def test_what_could_not_be_installed_is_not_taken_for_installed(machine: Machine) -> None:
    machine.fails = "--editable"
    with pytest.raises(subprocess.CalledProcessError):
        start.install("")
    assert not start.MARK.exists()


def test_a_bundle_is_installed_from_its_own_wheels_and_nothing_else(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On a PC without a network the first attempt would wait for the registry, once for uv and once for the rest."""
    (tmp_path / "wheels").mkdir()
    monkeypatch.setattr(start, "WHEELS", tmp_path / "wheels")
    start.install("")
    asked = [command for command in machine.commands if "install" in command]
    assert len(asked) == 2 and all("--no-index --find-links wheels" in " ".join(command) for command in asked)


def test_what_brings_a_bundle_is_told_where_pip_looks(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """`bundle` asks uv, which reads none of pip's files; no other command needs to know."""
    monkeypatch.delenv("UV_INDEX_STRATEGY", raising=False)
    seen: list[dict[str, str]] = []

    def run(command: list[str], **settings: Any) -> subprocess.CompletedProcess[str]:
        if "pipeline" in command:
            seen.append(settings["env"])
        return machine.run(command, **settings)

    monkeypatch.setattr(start.subprocess, "run", run)
    for command in ("bundle", "doctor"):
        monkeypatch.setattr(start.sys, "argv", ["start.py", command])
        start.main()
    assert ["UV_INDEX_STRATEGY" in environment for environment in seen] == [True, False]


def test_a_bundle_says_that_it_cannot_test(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ended in a traceback of pip, which looked for pytest where nothing is."""
    monkeypatch.setattr(start, "WHEELS", tmp_path)
    monkeypatch.setattr(start.sys, "argv", ["start.py", "test"])
    assert start.main() == 2 and not machine.commands
    assert "离线安装包" in capsys.readouterr().out


@pytest.mark.parametrize("forbidden", [False, True])
def test_a_second_process_does_not_compile_again_what_the_first_one_compiled(tmp_path: Path, forbidden: bool) -> None:
    """uv compiles nothing; where a machine forbids bytecode too, half of the suite's time went into compiling."""
    (tmp_path / "loaded.py").write_text("")
    environment = {
        name: value for name, value in os.environ.items() if "BYTECODE" not in name and "PYCACHE" not in name
    }
    told = start.compiled_once({**environment, **({"PYTHONDONTWRITEBYTECODE": "1"} if forbidden else {})})
    shown = "import loaded; print(loaded.__cached__)"
    done = subprocess.run([sys.executable, "-c", shown], cwd=tmp_path, env=told, check=True, capture_output=True)
    cached = Path(done.stdout.decode().strip())
    assert cached.exists()
    assert cached.is_relative_to(start.BYTECODE if forbidden else tmp_path), "the folder of sources was to stay clean"
