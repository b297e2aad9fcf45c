"""Every chart, as a pure function from a frame to a figure; one template, one set of colours."""

from dashboards.charts.counts import before_after, endings, item_grid, stacked
from dashboards.charts.decile import decile_trend
from dashboards.charts.distribution import distribution
from dashboards.charts.funnel import funnel
from dashboards.charts.grid import month_strip, submission_matrix
from dashboards.charts.heat import status_heat
from dashboards.charts.peer_axis import own_among_peers
from dashboards.charts.trend import trend

__all__ = [
    "before_after",
    "decile_trend",
    "distribution",
    "endings",
    "funnel",
    "item_grid",
    "month_strip",
    "own_among_peers",
    "stacked",
    "status_heat",
    "submission_matrix",
    "trend",
]
