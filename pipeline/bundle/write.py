"""Write a bundle: a folder that is carried to the PC whole, where its own start.py installs from it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UserError
from pipeline.bundle.licences import write_licences
from pipeline.bundle.platform import Platform, platform_of
from pipeline.bundle.project_files import project_files
from pipeline.bundle.wheels import bring
from pipeline.settings import PROJECT

WHEELS, LICENCES = "wheels", "licences"
"""Folders of a bundle beside the project's own; start.py knows the first by its name."""


@dataclass(frozen=True)
class Bundle:
    """What was written: how many wheels, and the packages that bring no text of their licence."""

    wheels: int
    without_text: list[str]


def write_bundle(platform: str, pythons: Sequence[str], out: Path) -> Bundle:
    """Write into the new folder `out` what a platform needs, for each version of Python.

    Raises UserError where the platform is none, `out` is there already, or a package cannot be had as a wheel.
    """
    target = platform_of(platform)
    if out.exists():
        raise UserError(f"{out} 已经有了，不会覆盖。请换一个文件夹。")
    half = out.with_name(f"{out.name}.tmp")
    shutil.rmtree(half, ignore_errors=True)
    try:
        made = _gather(target, pythons, half)
        half.replace(out)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return made


def _gather(target: Platform, pythons: Sequence[str], folder: Path) -> Bundle:
    wheels = folder / WHEELS
    wheels.mkdir(parents=True)
    for python in pythons:
        bring(target, python, wheels)
    without_text = write_licences(wheels, folder / LICENCES)
    for path in project_files(PROJECT):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PROJECT / path, folder / path)
    return Bundle(len(list(wheels.glob("*.whl"))), without_text)
