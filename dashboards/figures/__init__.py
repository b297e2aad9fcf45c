"""Every chart, as a pure function from a frame to a figure; one template, one set of colours."""

from dashboards.figures.boards import before_after, endings, item_grid, stacked
from dashboards.figures.comparison import own_among_peers
from dashboards.figures.deciles import decile_trend
from dashboards.figures.distribution import distribution
from dashboards.figures.funnel import funnel
from dashboards.figures.grid import month_strip, submission_matrix
from dashboards.figures.heat import status_heat
from dashboards.figures.trend import trend

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
