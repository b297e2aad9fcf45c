"""The one Plotly template: Chinese fonts, quiet grid, no logo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.shared.plotly_text import safe
from dashboards.shared.theme import FONTS, INK, LINE

CONFIG = {"displayModeBar": False, "displaylogo": False, "responsive": True, "scrollZoom": False}

TEMPLATE = go.layout.Template(
    layout=go.Layout(
        font={"family": FONTS, "size": 13, "color": INK},
        paper_bgcolor="white",
        plot_bgcolor="white",
        margin={"l": 8, "r": 16, "t": 36, "b": 8},
        xaxis={
            "gridcolor": LINE,
            "zeroline": False,
            "linecolor": LINE,
            "automargin": True,
            "fixedrange": True,
            "title": {"font": {"size": 13}},
        },
        yaxis={
            "gridcolor": LINE,
            "zeroline": False,
            "linecolor": LINE,
            "automargin": True,
            "fixedrange": True,
            "title": {"font": {"size": 13}},
        },
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0, "xanchor": "left", "x": 0},
        hoverlabel={"font": {"family": FONTS, "size": 13}},
        dragmode=False,
        showlegend=True,
    )
)


def figure(height: int) -> go.Figure:
    """Return an empty figure in the template."""
    return go.Figure(layout={"template": TEMPLATE, "height": height})


def short(name: str, length: int = 14) -> str:
    """Return an axis label: long names end in an ellipsis (the full one is in the hover text and the table).

    Plotly reads a few HTML tags in texts, so the characters that begin one are escaped.
    """
    cut = name if len(name) <= length else name[: length - 1] + "…"
    return safe(cut)


_DISTRICT = re.compile(r"^.{1,5}?[区县市旗](?=..)")
_KEPT_END = 5


def unit_labels(names: Sequence[str], length: int = 14) -> list[str]:
    """Return axis labels of many units: a district that most names begin with is left out, long ones lose their middle.

    The end of a name is kept, because it tells the branches of one school apart.
    """
    found = [_DISTRICT.match(name) for name in names]
    starts = Counter(match[0] for match in found if match)
    shared, times = starts.most_common(1)[0] if starts else ("", 0)
    cut = shared if times > 1 and 2 * times > len(names) else ""
    return [_middle_out(name.removeprefix(cut), length) for name in names]


def _middle_out(name: str, length: int) -> str:
    if len(name) <= length:
        return safe(name)
    return safe(f"{name[: length - 1 - _KEPT_END]}…{name[-_KEPT_END:]}")
