"""What arrived: who reported, which batches, what came back, which expectations failed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboards.database.reader import Reader

OPEN_LEDGER = """(
            $sees_case_files or not exists (
                select 1 from marts.dim_indicator as secret
                where secret.is_confidential
                    and (secret.feeding_ledger = b.ledger or starts_with(secret.feeding_ledger, b.ledger || '_'))
            )
        )"""
"""Rows of a ledger that feeds a confidential indicator would give small counts away."""

_OWN_BATCH = """(
            $is_district or b.batch in (
                select r.batch from marts.source_row as r inner join visible as o on o.unit_id = r.org_code
                union all
                select r.batch from marts.returned_row as r inner join visible as o on o.unit_id = r.org_code
            )
        )"""
"""Below the district, a batch is seen when it holds a row of the viewer's own organisations."""


@dataclass(frozen=True)
class Reported:
    """How many organisations handed something in, of how many that were due."""

    received: int
    due: int


def reported(reader: Reader, year: int) -> Reported:
    """Return how many organisations of the scope handed something in during a year."""
    found = reader.ask(
        """
        select count(distinct case when s.is_received then s.org_code end) as received,
            count(distinct s.org_code) as due
        from marts.submission as s
        inner join visible as u on s.unit_level = u.unit_level and s.unit_id = u.unit_id
        where s.state <> 'not_due' and s.month >= make_date($year, 1, 1) and s.month < make_date($year + 1, 1, 1)""",
        year=year,
    )
    return Reported(**found.row(0, named=True))


def matrix(
    reader: Reader,
    year: int,
    ledger: str | None = None,
    area: str | None = None,
    stage: str | None = None,
    limit: int = 60,
) -> pl.DataFrame:
    """Return one row an organisation and month: its worst state over the ledgers, most in arrears first."""
    return reader.ask(
        f"""
        , cell as (
            select b.unit_id, u.unit_name, b.month,
                case
                    when bool_or(b.state = 'missing') then 'missing'
                    when bool_or(b.state = 'late') then 'late'
                    when bool_or(b.state = 'received') then 'received'
                    else 'not_due'
                end as state,
                sum(b.rows_received) as rows_received, sum(b.rows_returned) as rows_returned,
                string_agg(distinct case when b.state = 'missing' then b.ledger end, '、') as missing_ledgers
            from marts.submission as b
            inner join visible as u on b.unit_level = u.unit_level and b.unit_id = u.unit_id
            where b.month >= make_date($year, 1, 1) and b.month < make_date($year + 1, 1, 1)
                and ($ledger is null or b.ledger = $ledger) and {OPEN_LEDGER}
                and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
            group by b.unit_id, u.unit_name, b.month
        )
        , counted as (
            select *, sum(case when state = 'missing' then 1 else 0 end) over (partition by unit_id) as missing_months
            from cell
        )
        select * from counted
        qualify dense_rank() over (order by missing_months desc, unit_name, unit_id) <= {int(limit)}
        order by missing_months desc, unit_name, unit_id, month""",
        year=year,
        ledger=ledger,
        area=area,
        stage=stage,
        sees_case_files=reader.viewer.sees_case_files,
    )


def ledgers(reader: Reader, year: int) -> pl.DataFrame:
    """Return ledger and its title for the ledgers that are due in the scope and open to the viewer."""
    return reader.ask(
        f"""
        select b.ledger, coalesce(max(t.ledger_title), b.ledger) as ledger_title from marts.submission as b
        inner join visible as u on b.unit_level = u.unit_level and b.unit_id = u.unit_id
        left join (select distinct ledger, ledger_title from marts.batch) as t on b.ledger = t.ledger
        where {OPEN_LEDGER} and b.month >= make_date($year, 1, 1) and b.month < make_date($year + 1, 1, 1)
        group by b.ledger order by b.ledger""",
        year=year,
        sees_case_files=reader.viewer.sees_case_files,
    )


def batches(reader: Reader, limit: int = 500) -> pl.DataFrame:
    """Return the batches that the viewer may see, newest first."""
    return reader.ask(
        f"""
        select b.* from marts.batch as b
        where {OPEN_LEDGER} and {_OWN_BATCH} order by b.sequence desc limit {int(limit)}""",
        sees_case_files=reader.viewer.sees_case_files,
        is_district=reader.viewer.is_known and reader.viewer.unit_level == "district",
    )


def failed_expectations(reader: Reader) -> pl.DataFrame:
    """Return each expectation that failed: how often, in how many files, the worst file."""
    return reader.ask(
        f"""
        select b.ledger_title, b.expectation, b.severity, b.sentence, sum(b.checked) as checked,
            sum(b.failed) as failed,
            count(distinct b.file) as files, max_by(b.file, b.failed) as worst_file
        from marts.quality_result as b
        where b.failed > 0 and {OPEN_LEDGER} and {_OWN_BATCH}
        group by b.ledger_title, b.expectation, b.severity, b.sentence
        order by sum(b.failed) desc, b.ledger_title, b.expectation""",
        sees_case_files=reader.viewer.sees_case_files,
        is_district=reader.viewer.is_known and reader.viewer.unit_level == "district",
    )


def failures_by_file(reader: Reader, limit: int = 200) -> pl.DataFrame:
    """Return files with what failed in them, worst first."""
    return reader.ask(
        f"""
        select b.file, b.ledger_title, b.batch, sum(b.failed) as failed, count(*) as expectations
        from marts.quality_result as b
        where b.failed > 0 and {OPEN_LEDGER} and {_OWN_BATCH}
        group by b.file, b.ledger_title, b.batch order by sum(b.failed) desc, b.file limit {int(limit)}""",
        sees_case_files=reader.viewer.sees_case_files,
        is_district=reader.viewer.is_known and reader.viewer.unit_level == "district",
    )


def returned_rows(reader: Reader, limit: int = 2000) -> pl.DataFrame:
    """Return the returned rows of the viewer's organisations (the district also those of nobody known)."""
    return reader.ask(
        f"""
        select b.ledger_title, b.file, b.sheet, b.row_number, b.column_name, b.message, u.unit_name, b.row_date, b.batch
        from marts.returned_row as b
        left join visible as u on u.unit_id = b.org_code
        where {OPEN_LEDGER} and (u.unit_id is not null or $is_district)
        order by b.batch desc, b.file, b.sheet, b.row_number limit {int(limit)}""",
        sees_case_files=reader.viewer.sees_case_files,
        is_district=reader.viewer.is_known and reader.viewer.unit_level == "district",
    )
