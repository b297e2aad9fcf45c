"""The boxes of 标准模拟: which indicator, which threshold; all of it stands in the address."""

from __future__ import annotations

from dashboards.database import standard_trials
from dashboards.shared.labels import FAMILIES
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.standard_trial import Trial, boxes
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit


def trial(visit: Visit, choice: Choice) -> Trial | None:
    """Draw the boxes and return what is tried; None where nothing has a standard and values."""
    rows = {str(row["indicator_code"]): row for row in standard_trials.triable(visit.reader, choice.year).to_dicts()}
    if not rows:
        return None
    order = sorted(rows, key=lambda code: (_place(str(rows[code]["family"])), code))
    names = {code: f"{rows[code]['family']}｜{rows[code]['name_zh']}" for code in order}
    first = next((code for code in order if rows[code]["hours_threshold"] is not None), order[0])
    with choice.row:
        code = choose("指标", "indicator", names, first, width=250, forget=("try", "hours"))
        return boxes(rows[code])


def _place(family: str) -> int:
    return FAMILIES.index(family) if family in FAMILIES else len(FAMILIES)
