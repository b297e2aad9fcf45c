"""Bring the wheels of a platform into a folder, and check that they are all that an installation there asks for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import UserError
from pipeline import child_process
from pipeline.bundle.platform import Platform
from pipeline.child_process import CAPTURED
from pipeline.settings import PROJECT

_NOWHERE_ELSE = {"UV_OFFLINE": "1", "UV_DEFAULT_INDEX": "", "UV_INDEX": "", "UV_FIND_LINKS": ""}
"""With which uv sees the folder alone, whatever it is told of this machine's registries."""


def bring(platform: Platform, python: str, folder: Path) -> list[str]:
    """Download into `folder` what the project needs on a platform and version of Python; return the pins.

    Where packages come from is pip's and uv's own configuration. What goes to no user is not among them: extras, tests.
    Raises UserError where the packages cannot be resolved, had or, from the folder alone, resolved to the same pins.
    """
    pins = _resolved(platform, python)
    with TemporaryDirectory(prefix="dangjian-bundle-") as aside:
        listed = Path(aside) / "pins.txt"
        listed.write_text("\n".join(pins), encoding="utf-8")
        tags = [word for tag in platform.tags for word in ("--platform", tag)]
        wanted = ("--no-deps", "--only-binary", ":all:", "--python-version", python, "--implementation", "cp")
        _run("pip", "download", "--quiet", *wanted, *tags, "--dest", str(folder), "--requirement", str(listed))
    again = _resolved(platform, python, ("--no-index", "--find-links", str(folder)), _NOWHERE_ELSE)
    if again != pins:
        missing = "、".join(sorted(set(pins) ^ set(again)))
        raise UserError(f"离线安装包不完整，和联网时要装的不一样：{missing}。请删掉文件夹再试。")
    return pins


def _resolved(
    platform: Platform, python: str, places: Sequence[str] = (), environment: dict[str, str] | None = None
) -> list[str]:
    with TemporaryDirectory(prefix="dangjian-bundle-") as aside:
        tools = Path(aside) / "tools.in"
        tools.write_text("\n".join(_tools()), encoding="utf-8")
        where = ("--python-platform", platform.of_uv, "--python-version", python, "--only-binary", ":all:")
        bare = ("--no-config", "--quiet", "--no-header", "--no-annotate", "--constraint", "constraints.txt")
        told = _run("uv", "pip", "compile", *bare, *where, *places, "pyproject.toml", str(tools), more=environment)
    return sorted(line.strip() for line in told.splitlines() if "==" in line)


def _tools() -> list[str]:
    """Return what brings the packages and builds the project in place: start.py asks for them there too."""
    described = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return ["uv", *described["build-system"]["requires"]]


def _run(module: str, *arguments: str, more: dict[str, str] | None = None) -> str:
    with child_process.start(module, *arguments, output=CAPTURED, errors=CAPTURED, environment=more) as child:
        told, said = child.communicate()
    if child.returncode:
        why = (said.strip().splitlines() or ["没有说明原因"])[-1]
        raise UserError(f"离线安装包没有做成，{module} 说：{why}。请检查网络，并用 python start.py bundle 运行。")
    return told
