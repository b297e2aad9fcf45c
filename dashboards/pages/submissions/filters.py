"""The choice of a ledger for the submission matrix."""

from __future__ import annotations

from dashboards.database import submissions
from dashboards.widgets.filter_bar import ALL
from dashboards.widgets.url_state import choose
from dashboards.widgets.visit import Visit


def ledger_choice(visit: Visit, year: int) -> tuple[str | None, dict[str, str]]:
    """Draw the choice and return the ledger (None for all) with its words for downloads."""
    found = submissions.ledgers(visit.reader, year)
    names = {ALL: "全部台账"} | {str(code): str(title) for code, title in found.rows()}
    ledger = choose("台账", "ledger", names, ALL, width=220)
    return (None if ledger == ALL else ledger), {"台账": names[ledger]}
