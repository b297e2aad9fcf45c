"""Load what every page needs once, then keep it out of the garbage collector's way.

Streamlit collects all generations after every script run; without the freeze most of a click's time goes there.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from dashboards.server.download_retention import keep_files

_HEAVY = (
    "duckdb",
    "polars",
    "pandas",  # Plotly looks for it when it first draws; two visitors at once would find it half imported
    "plotly.graph_objects",
    "pyarrow",
    "dashboards.widgets.page_frame",
    "dashboards.charts",
)


@asynccontextmanager
async def warm_up(_app: Any) -> AsyncIterator[dict[str, Any] | None]:
    """Import the heavy libraries before the first visitor, then freeze them; keep offered downloads for a while.

    When the server stops they are thawed: what is still frozen at the end of a process is reported as leaked by DuckDB.
    """
    keep_files()
    for name in _HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    try:
        yield None
    finally:
        gc.unfreeze()
