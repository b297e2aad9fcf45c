"""Reading a figure: a setting of its layout or of the template, colours, symbols, dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from matplotlib.colors import to_rgba

from dashboards.charts.static import CannotDraw
from dashboards.charts.static.text import PT
from dashboards.shared.theme import BLUE

Colour = tuple[float, float, float, float]
Settings = dict[str, Any]
_RGB = re.compile(r"rgba?\(([^)]*)\)")
_DASHES = {"dash": (4.0, 3.0), "dot": (1.2, 2.2), "dashdot": (4.0, 2.0, 1.2, 2.0), "longdash": (8.0, 4.0)}
_SYMBOLS = {
    "circle": ("o", 1.0),
    "square": ("s", 0.9),
    "diamond": ("D", 0.8),
    "triangle-up": ("^", 1.05),
    "triangle-down": ("v", 1.05),
    "star": ("*", 1.35),
    "cross": ("P", 1.0),
    "x": ("X", 1.0),
    "line-ns": ("|", 1.0),
    "line-ew": ("_", 1.0),
}


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


def colour(value: object, opacity: float | None = None, default: str = BLUE) -> Colour:
    """Return the colour for matplotlib; Plotly writes `#1F5A8A`, `white` or `rgba(31, 90, 138, 0.2)`."""
    text = default if value is None else str(value)
    match = _RGB.fullmatch(text)
    if match:
        red, green, blue, *rest = (float(part) for part in match[1].split(","))
        made = (red / 255, green / 255, blue / 255, rest[0] if rest else 1.0)
    else:
        made = to_rgba(text)
    return (made[0], made[1], made[2], made[3] * (1.0 if opacity is None else float(opacity)))


def symbol(name: object) -> tuple[str, float, bool]:
    """Return matplotlib's marker, how much it is enlarged to look as large, and whether it is hollow."""
    text = str(name or "circle")
    hollow = text.endswith("-open")
    found = _SYMBOLS.get(text.removesuffix("-open"))
    if found is None:
        raise CannotDraw(f"marker symbol {text}")
    return found[0], found[1], hollow


def dashes(name: object) -> Any:
    """Return matplotlib's line style for a Plotly dash."""
    if name in (None, "", "solid"):
        return "solid"
    if name not in _DASHES:
        raise CannotDraw(f"line dash {name}")
    return (0, _DASHES[str(name)])


def each(value: Any, length: int, default: Any = None) -> list[Any]:
    """Return `length` values of a setting that is one value for all points, or one for each."""
    if value is None:
        return [default] * length
    if (isinstance(value, Sequence) and not isinstance(value, str)) or hasattr(value, "__array__"):
        given = list(value)[:length]
        return given + [default] * (length - len(given))
    return [value] * length


def points(pixels: float | None, default: float) -> float:
    """Return CSS pixels as points."""
    return PT * float(default if pixels is None else pixels)
