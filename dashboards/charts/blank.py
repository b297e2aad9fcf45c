"""Whether a figure shows anything: axes and a legend around nothing look like a page that failed; pure."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go


def is_blank(drawn: go.Figure) -> bool:
    """Tell whether no bar has a length or a number beside it, no cell a colour and no mark a place."""
    return not any(_shows(trace) for trace in drawn.data)


def _shows(trace: Any) -> bool:
    """Tell whether a trace is seen in the plot; what only stands in the legend has no place there."""
    if trace.type == "bar":
        return any(_flat(trace.x if trace.orientation == "h" else trace.y)) or any(_flat(trace.text))
    if trace.type == "heatmap":
        return any(value is not None for line in trace.z or () for value in line)
    return any(x is not None and y is not None for x, y in zip(_flat(trace.x), _flat(trace.y), strict=False))


def _flat(values: Any) -> list[Any]:
    """Return what a trace has, one for one; what is no number is nothing."""
    each = [values] if isinstance(values, str) else [] if values is None else values
    return [None if value != value else value for value in each]
