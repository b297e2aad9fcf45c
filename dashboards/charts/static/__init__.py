"""Our Plotly figures as PNG pictures, drawn without a browser and in the shipped font; see `charts/png.py`.

Only what our own figures use is known here; anything else raises an error and is never left out of a picture.
"""


class UnsupportedFigure(NotImplementedError):
    """A figure uses something that pictures do not know yet: draw it here before a page uses it."""
