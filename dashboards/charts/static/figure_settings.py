"""Reading a figure: a setting of its layout or of the template, colours, symbols, dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from PIL import ImageColor

from dashboards.charts.static import UnsupportedFigure
from dashboards.shared.theme import BLUE

Colour = tuple[float, float, float, float]
Settings = dict[str, Any]
_RGB = re.compile(r"rgba?\(([^)]*)\)")
_DASHES = {"dash": (4.0, 3.0), "dot": (1.2, 2.2), "dashdot": (4.0, 2.0, 1.2, 2.0), "longdash": (8.0, 4.0)}


def settings_of(layout: go.Layout) -> Settings:
    """Return a layout's settings over those of its template, as plain data: Plotly's properties take long to read."""
    return _over(layout.to_plotly_json(), layout.template.layout.to_plotly_json())


def _over(own: Settings, under: Settings) -> Settings:
    made = {**under, **{name: value for name, value in own.items() if value is not None}}
    both = [name for name in own if isinstance(own[name], dict) and isinstance(under.get(name), dict)]
    return {**made, **{name: _over(own[name], under[name]) for name in both}}


def setting(settings: Settings, path: str, default: Any = None) -> Any:
    """Return `xaxis.title.text` and the like, or `default`."""
    found: Any = settings
    for name in path.split("."):
        found = None if found is None else found.get(name)
    return default if found is None else found


def colour(value: object, opacity: float | None = None, default: str = BLUE) -> str:
    """Return `#RRGGBBAA` of what Plotly writes as `#1F5A8A`, `white` or `rgba(31, 90, 138, 0.2)`."""
    return hex_of(shades(value, opacity, default))


def shades(value: object, opacity: float | None = None, default: str = BLUE) -> Colour:
    """Return red, green, blue and how much hides what is under it, each from 0 to 1."""
    text = default if value is None else str(value)
    match = _RGB.fullmatch(text)
    if match:
        red, green, blue, *rest = (float(part) for part in match[1].split(","))
        made = (red / 255, green / 255, blue / 255, rest[0] if rest else 1.0)
    else:
        red, green, blue, *rest = (part / 255 for part in ImageColor.getrgb(text))
        made = (red, green, blue, rest[0] if rest else 1.0)
    return (*made[:3], made[3] * (1.0 if opacity is None else float(opacity)))


def hex_of(parts: Colour) -> str:
    """Return `#RRGGBBAA` of a colour."""
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def dashes(name: object, width: float) -> tuple[float, ...]:
    """Return the pixels drawn and left out in turn by a line `width` pixels thick with a Plotly dash."""
    if name in (None, "", "solid"):
        return ()
    if name not in _DASHES:
        raise UnsupportedFigure(f"line dash {name}")
    return tuple(part * width for part in _DASHES[str(name)])


def each(value: Any, length: int, default: Any = None) -> list[Any]:
    """Return `length` values of a setting that is one value for all points, or one for each."""
    if value is None:
        return [default] * length
    if (isinstance(value, Sequence) and not isinstance(value, str)) or hasattr(value, "__array__"):
        given = list(value)[:length]
        return given + [default] * (length - len(given))
    return [value] * length


def pixels(value: float | None, default: float) -> float:
    """Return a size of the figure, or `default`."""
    return float(default if value is None else value)


def heatmap_names(trace: go.Heatmap) -> tuple[list[object], list[object]]:
    """Return what stands under columns and beside lines of a heat map; their numbers where the trace names none."""
    lines = len(trace.z) if trace.z is not None else 0
    columns = max((len(line) for line in trace.z), default=0) if lines else 0
    return (
        list(range(columns)) if trace.x is None else list(trace.x),
        list(range(lines)) if trace.y is None else list(trace.y),
    )
