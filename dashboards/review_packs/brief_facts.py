"""What 一页简报 says: sentences, at most ten indicators, five lists, a chart; Word and PDF are written from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.counts import stacked
from dashboards.charts.static.layout import drawn
from dashboards.database.changes import pairs
from dashboards.database.reader import Reader
from dashboards.database.submissions import reported
from dashboards.review_packs import brief_wording
from dashboards.review_packs.brief_changes import HEADING, changes
from dashboards.review_packs.district_queries import unit_turns
from dashboards.review_packs.picture import Picture
from dashboards.review_packs.queries import readiness, year_beside_last
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.volume import Level, Volume
from dashboards.shared.formatting import standard_of, status_label, value_of
from dashboards.shared.labels import FAMILIES, MET, SHORT, STATUSES
from dashboards.shared.viewer import Viewer

Row = Mapping[str, Any]
MOST_LINES = 10

_PARTS = (*SHORT, *MET, "not_reported")
_WIDTH, _HEAD, _BAR = 800, 84, 23


@dataclass(frozen=True)
class BriefLine:
    """One indicator of the whole: its year, and how many schools met it of those that can be judged."""

    name: str
    value_text: str
    standard_text: str
    status_text: str
    last_text: str
    schools_text: str


@dataclass(frozen=True)
class Brief:
    """One page about `volume`; a list that is empty says so."""

    volume: Volume
    sentences: tuple[str, ...]
    lines: tuple[BriefLine, ...]
    more: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    about_chart: str
    counted: pl.DataFrame
    """Statuses counted by family, for the chart."""

    @property
    def title(self) -> str:
        """Return the title of the page."""
        return f"{self.volume.unit_name}{self.volume.year}年度述职评议一页简报"


def brief_of(viewer: Viewer, snapshot: Snapshot, volume: Volume) -> Brief:
    """Return the brief of the viewer's own unit, for whom `volume` was gathered."""
    reader, year = Reader(viewer, snapshot.build), snapshot.year
    known = {code for code, _ in volume.indicators}
    whole = year_beside_last(reader, viewer.unit, year)
    rows = [row for row in whole.to_dicts() if row["indicator_code"] in known and row["status"] != "not_applicable"]
    schools, branches = volume.levels
    drawn = schools if schools.tallies.height else branches
    counted = _counted(drawn)
    by_school = {str(row["indicator_code"]): row for row in schools.tallies.to_dicts()}
    rows.sort(key=lambda row: _attention(row, by_school.get(row["indicator_code"], {})))
    waiting = readiness(reader, year).filter(~pl.col("is_ready")).to_dicts()
    return Brief(
        volume=volume,
        sentences=brief_wording.sentences(volume, rows, _courses(reader, viewer, year), reported(reader, year)),
        lines=tuple(_line(row, by_school.get(row["indicator_code"], {})) for row in rows[:MOST_LINES]),
        more=brief_wording.more(volume, len(rows), MOST_LINES),
        lists=(
            *brief_wording.named(volume, drawn, unit_turns(reader, drawn.unit_level, year).to_dicts()),
            *brief_wording.lists(schools, branches, waiting),
            (HEADING, changes(reader, viewer.unit, year)),
        ),
        about_chart=brief_wording.chart(drawn, counted.to_dicts()) if counted.height else "",
        counted=counted,
    )


def _courses(reader: Reader, viewer: Viewer, year: int) -> Counter[str]:
    """Count what got better, worse or stayed since the year before, of one that is not over since its same day."""
    found = pairs(reader, viewer.unit, "year", f"{year}-01-01", year - 1)
    return Counter(found["course"].drop_nulls().to_list())


def _attention(row: Row, schools: Row) -> tuple[bool, float, str]:
    """Return where a line stands: below the standard first, then by the share of schools that met it."""
    share = schools["fine"] / schools["due"] if schools.get("due") else 1.0
    return row["status"] not in SHORT, share, str(row["indicator_code"])


def _line(row: Row, schools: Row) -> BriefLine:
    last = value_of({"value": row["last_value"], "unit": row["unit"], "is_hidden": row["last_hidden"]})
    return BriefLine(
        name=str(row["name_zh"]),
        value_text=value_of(row),
        standard_text=standard_of(row),
        status_text=status_label(row["state"]),
        last_text=last if row["same_standard"] or row["last_value"] is None else f"{last}*",
        schools_text=f"{schools['fine']}/{schools['due']}" if schools.get("due") else "—",
    )


def _counted(level: Level) -> pl.DataFrame:
    """Return how many units × indicators of each family have which status."""
    place = {family: number for number, family in enumerate(FAMILIES)}
    found = level.tallies.sort(pl.col("family").replace_strict(place, default=len(place)), "family")
    counted = found.group_by("family", maintain_order=True).agg(pl.col(*_PARTS).sum())
    return counted.filter(pl.sum_horizontal(*_PARTS) > 0)


def chart_of(brief: Brief) -> Picture | None:
    """Draw the statuses by family; None where there are none."""
    if brief.counted.is_empty():
        return None
    figure = go.Figure(stacked(brief.counted, "family", {code: STATUSES[code] for code in _PARTS}))
    figure.update_layout(height=_HEAD + _BAR * brief.counted.height)
    return Picture(brief.about_chart, drawn(figure, "", (), _WIDTH), brief.about_chart)
