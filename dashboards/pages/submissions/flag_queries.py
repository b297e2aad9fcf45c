"""需核实: what the checks point at; a flag never enters a value or a score."""

from __future__ import annotations

import polars as pl

from dashboards.database.reader import Reader
from dashboards.database.scope import belongs
from dashboards.database.submissions import OPEN_LEDGER

_FLAG = f"""
    , flag as (
        select b.*, o.org_name,
            coalesce((select max(t.ledger_title) from marts.batch as t where t.ledger = b.ledger), b.ledger)
                as ledger_title
        from marts.check_flag as b
        left join marts.dim_organisation as o on b.org_code = o.org_code
        where {OPEN_LEDGER} and {belongs("b.org_code", "b.row_date")} and ($rule is null or b.rule = $rule)
    )
"""


def check_flags(reader: Reader, rule: str | None = None, limit: int = 2000) -> pl.DataFrame:
    """Return the flagged rows of the viewer's organisations: rule, reason, file, sheet and row."""
    return reader.ask(
        f"""{_FLAG}
        select *, count(*) over () as total from flag
        order by label, org_name, row_date, file, sheet, row_number limit {int(limit)}""",
        rule=rule,
        sees_case_files=reader.viewer.sees_case_files,
    )


def check_rules(reader: Reader) -> pl.DataFrame:
    """Return rule, label, flagged rows and organisations of each check that found something."""
    return reader.ask(
        f"""{_FLAG}
        select rule, label, count(*) as flagged, count(distinct org_code) as organisations
        from flag group by rule, label order by flagged desc, label""",
        rule=None,
        sees_case_files=reader.viewer.sees_case_files,
    )
