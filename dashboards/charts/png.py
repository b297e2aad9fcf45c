"""Any of the project's figures as a PNG, the same on every machine: for downloads, Word packs and notices."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

WIDTH, SCALE = 1200, 1.5


def picture(
    figure: go.Figure, *, title: str = "", notes: Sequence[str] = (), width_px: int = WIDTH, scale: float = SCALE
) -> bytes:
    """Return `figure` as a PNG `width_px` dots wide, `title` over it and the lines of `notes` under it.

    `scale` is the dots a CSS pixel takes: texts are `scale` times as many dots high as on the page, so a smaller one
    gives more room to the plot. Height follows from the figure's. The same input gives the same bytes; no browser and
    no font of the machine is used, and threads may draw at the same time.
    Raises UnsupportedFigure for what pictures do not know, UserError when the font package is missing.
    """
    from dashboards.charts.static.layout import drawn
    from dashboards.charts.static.paint import png

    return png(drawn(figure, title, notes, width_px / scale), scale)


def pictures(figure: go.Figure, cuts: Sequence[float], *, width_px: int = WIDTH, scale: float = SCALE) -> list[bytes]:
    """Return `figure` in pieces for paper, cut at the places `cuts` of its vertical axis; as `picture` else.

    What stands over the plot (legend, names of the places) stands over every piece.
    """
    from dashboards.charts.static.layout import pieces
    from dashboards.charts.static.paint import png

    return [png(piece, scale) for piece in pieces(figure, cuts, width_px / scale)]
