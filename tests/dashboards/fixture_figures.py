"""A figure of every kind, of the fixture warehouse: what pictures and native charts must be able to draw."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
from tests.dashboards.fixture_warehouse import ODD_NAME

from dashboards import figures, warehouse
from dashboards.figures.stages import stage_dots
from dashboards.theme import ENDINGS, TASK_STATES
from dashboards.viewer import ADMIN, Viewer
from dashboards.warehouse.metric import by_stage
from dashboards.warehouse.notes import known_events

LOOKER = Viewer(ADMIN, "district", "D1")


def _plan() -> pl.DataFrame:
    counts = dict(zip(TASK_STATES, (1, 2, 40, 7), strict=True))
    return pl.DataFrame([{"field": "党风廉政建设", **counts}, {"field": ODD_NAME, **dict.fromkeys(counts, 3)}])


def _areas() -> pl.DataFrame:
    rows = [{"area_name": name, "met_before": 3, "met_after": 2, "units": 8} for name in ("东片区", None)]
    return pl.DataFrame(rows)


def _months() -> pl.DataFrame:
    rows = [{"month": dt.date(2026, month, 1), "kind": kind, "endings": 3} for month in (7, 8, 9) for kind in ENDINGS]
    return pl.DataFrame(rows)


def _items() -> pl.DataFrame:
    row = {"org_code": "B2", "org_name": ODD_NAME, "points": 8.5, "full_points": 10.0, "conclusion": "达标"}
    return pl.DataFrame([{**row, "item": item} for item in ("组织体系设置", "班子队伍建设")])


def figures_of(home: Path) -> dict[str, go.Figure]:
    """A figure of every kind, of the fixture warehouse."""
    build = warehouse.published_build(home)
    assert build is not None
    here = (LOOKER, build)
    rows = warehouse.across(*here, "O05", "branch", "year", "2025-01-01")
    row = {**rows.row(0, named=True), "peer_p10": 60.0, "peer_p90": 98.0, "peer_p25": 75.0, "peer_p75": 90.0}
    month = warehouse.trend(*here, "O05", "branch", "B2", "month")
    banded = month.with_columns(peer_p10=pl.lit(60.0), peer_p90=pl.lit(98.0), peer_median=pl.lit(85.0))
    return {
        "distribution": figures.distribution(rows),
        "funnel": figures.funnel(rows),
        "trend": figures.trend(warehouse.trend(*here, "O05", "branch", "B2", "year"), known_events(*here)),
        "trend with bands": figures.trend(banded),
        "own_among_peers": figures.own_among_peers(row),
        "status_heat": figures.status_heat(warehouse.heat(*here, "组织生活", "branch", "year", "2025-01-01")),
        "stage_dots": stage_dots(rows, by_stage(*here, "O05", "branch", 2025)),
        "month_strip": figures.month_strip(warehouse.months(*here, "branch", "B2", 2026)),
        "submission_matrix": figures.submission_matrix(warehouse.matrix(*here, 2026)),
        "stacked": figures.stacked(_plan(), "field", TASK_STATES),
        "before_after": figures.before_after(_areas()),
        "endings": figures.endings(_months()),
        "item_grid": figures.item_grid(_items()),
        "nothing": figures.trend(month.head(0)),
    }
