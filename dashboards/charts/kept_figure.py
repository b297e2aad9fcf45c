"""Figures that are drawn once for the same rows, with the text that the browser gets of them.

Drawing a figure checks each of its properties, and sending it copies and writes all of them; that was most of a click.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import plotly.graph_objects as go
import plotly.io

from dashboards.charts.large_numbers import in_wan
from dashboards.shared.kept import kept

Given = ParamSpec("Given")
_HELD_PER_LETTER = 5
"""How many bytes a figure holds for each letter of its text, as measured."""


class Spec(dict[str, Any]):
    """A figure as plain values, with the same written out."""

    text: str


class KeptFigure(go.Figure):  # type: ignore[misc]
    """A figure that is finished: shared by all who see it, so nobody changes it."""

    @property
    def kept_bytes(self) -> int:
        """About how much memory it holds."""
        return _HELD_PER_LETTER * len(self._spec.text)

    def to_dict(self) -> dict[str, Any]:
        """Return what it was when it was finished; not a copy."""
        spec: Spec = self._spec
        return spec


def drawn_once(draw: Callable[Given, go.Figure]) -> Callable[Given, go.Figure]:
    """Keep the figures of a pure function that draws, by the rows it is given."""

    @wraps(draw)
    def drawn(*given: Given.args, **named: Given.kwargs) -> go.Figure:
        return finished(draw(*given, **named))

    return kept(drawn)


def finished(figure: go.Figure) -> go.Figure:
    """Return a figure, its large numbers counted in 万, with its text; it is not to be changed any more."""
    figure = in_wan(figure)
    spec = Spec(figure.to_dict())
    spec.text = plotly.io.to_json(dict(spec), validate=False)
    figure._spec = spec
    figure.__class__ = KeptFigure  # the figure itself: a copy would check each property again
    return figure


def send_as_kept() -> None:
    """Let a finished figure be sent as the text it has; Streamlit would write it out for each run of a page."""
    write = plotly.io.to_json

    def written(figure: Any, *given: Any, **named: Any) -> Any:
        return figure.text if isinstance(figure, Spec) else write(figure, *given, **named)

    plotly.io.to_json = written
