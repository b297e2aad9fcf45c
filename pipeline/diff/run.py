"""Run a comparison: mart by mart, then the values and the rows that feed them."""

from __future__ import annotations

from pathlib import Path

from pipeline.diff.build_files import BuildFile
from pipeline.diff.compare import Builds, attached, compare_mart, differing_rows
from pipeline.diff.marts import current_name, grains
from pipeline.diff.report import Difference
from pipeline.diff.values import ValueChanges, compare_values


class UnknownMart(ValueError):
    """Neither build has a mart of that name; the message is a Chinese sentence."""


VALUES, ROWS = "indicator_value", "source_row"


def compare(
    before: BuildFile, after: BuildFile, models: Path, mart: str | None, limit: int, with_rows: bool
) -> Difference:
    """Return what differs, in one mart if one is named. `models` holds the marts' declared grains.

    Raises UnknownMart, and UserError for a file that is no build.
    """
    keys = grains(models)
    with attached(before, after) as builds:
        marts = _chosen(builds, mart)
        found = [compare_mart(builds, one, keys.get(one, ())) for one in marts]
        changes = [one for one in found if not one.is_same]
        return Difference(
            before,
            after,
            builds.days,
            changes,
            len(found),
            {one.mart: differing_rows(builds, one, limit) for one in changes} if with_rows else {},
            _values(builds, limit) if mart is None or VALUES in marts else None,
        )


def _chosen(builds: Builds, mart: str | None) -> list[str]:
    """Return all marts, or the one that is named, by its name of today or of old."""
    if not mart:
        return list(builds.marts)
    chosen = current_name(mart)
    if chosen not in builds.marts:
        raise UnknownMart(f"两个版本里都没有数据表“{mart}”；有的是：{'、'.join(builds.marts)}。")
    return [chosen]


def _values(builds: Builds, limit: int) -> ValueChanges | None:
    """Return which values changed; None where a build holds none."""
    if not {VALUES, ROWS} <= builds.before.keys() & builds.after.keys():
        return None
    if ROWS not in builds.columns:
        compare_mart(builds, ROWS)
    return compare_values(builds, limit)
