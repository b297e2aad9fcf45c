"""Charts of 进度预测: what becomes of each indicator's units, and how often such forecasts were right."""

from __future__ import annotations

import plotly.graph_objects as go
import polars as pl

from dashboards.charts.counts import stacked
from dashboards.charts.kept_figure import drawn_once
from dashboards.shared.labels import OUTCOMES, TESTED


@drawn_once
def outcomes(frame: pl.DataFrame) -> go.Figure:
    """Return one line an indicator: how many units have each outcome; rows of `forecast_counts`."""
    return stacked(frame, "name_zh", OUTCOMES)


@drawn_once
def tests(frame: pl.DataFrame) -> go.Figure:
    """Return one line a month of forecasts: right, wrongly promised, wrongly warned; rows named by `month_end`."""
    return stacked(frame, "month_end", TESTED)
