"""What every download of a page carries."""

from __future__ import annotations

from dashboards.exports.workbook import Origin
from dashboards.widgets import definition
from dashboards.widgets.visit import Visit


def origin(visit: Visit, title: str, filters: dict[str, str], *indicators: str, unit: str | None = None) -> Origin:
    """Return the origin of a file: filters, as-of day, build, viewer, and the 口径 of `indicators`."""
    found = [definition.definition(visit, code) for code in indicators]
    scope = {"单位范围": unit or visit.unit_name}
    return Origin(
        title=title,
        filters=scope | filters,
        as_of=visit.as_of,
        build_id=visit.build.build_id,
        viewer=visit.whose,
        definitions=tuple(definition.lines(row) for row in found if row is not None),
        unit=unit or "",
    )
