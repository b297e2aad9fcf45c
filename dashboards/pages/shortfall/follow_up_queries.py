"""The question asked before every follow-up: did this unit fall short, and may the viewer see it."""

from __future__ import annotations

from dashboards.database.reader import Reader
from dashboards.database.shortfall import short
from dashboards.shared.tables import Row
from dashboards.store.follow_up import Item


def short_item(reader: Reader, item: Item) -> Row | None:
    """Return the newest row of `worklist` about an item, or None where the viewer sees none."""
    found = reader.ask(
        f"""{short()}
        select * from alert
        where indicator_code = $indicator and unit_level = $unit_level and unit_id = $unit_id
        order by case when period_type = 'year' then 0 else 1 end, period_start desc limit 1""",
        year=item.year,
        indicator=item.indicator_code,
        **item.unit.parameters,
    )
    return found.row(0, named=True) if found.height else None
