"""Find the file of a build: by its id, by the name of a snapshot (冻结), or by its path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.settings import Settings
from pipeline.warehouse.publish import in_order


class UnknownBuild(ValueError):
    """Nothing is called that; the message is a Chinese sentence that lists what there is."""


@dataclass(frozen=True)
class BuildFile:
    """A build as it was named, and its file."""

    name: str
    path: Path


def find_build(settings: Settings, name: str) -> BuildFile:
    """Return the build that `name` means. Raises UnknownBuild."""
    known = _known(settings)
    path = known.get(name, Path(name))
    if path.suffix != ".duckdb" or not path.is_file():
        listed = "、".join(known) or "（还没有）"
        raise UnknownBuild(f"没有叫“{name}”的数据版本。可以写版本号、冻结编号，或 .duckdb 文件的路径；现有：{listed}。")
    return BuildFile(name, path.resolve())


def _known(settings: Settings) -> dict[str, Path]:
    """Return the builds of the home and its snapshots by name, the newest first."""
    builds = in_order(settings.warehouse.glob("*.duckdb"))[::-1]
    snapshots = sorted(settings.reviews.glob("*/*.duckdb"), reverse=True)
    return {path.stem: path for path in (*builds, *snapshots)}
