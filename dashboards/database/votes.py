"""Votes of a survey (测评) behind a number: withheld where a class of evaluators is too small to be shown."""

FEW_VOTES = """
    , few_votes as (
        select distinct w.org_code, t.year
        from marts.topic_survey as t
        inner join marts.unit_organisation as w on t.unit_level = w.unit_level and t.unit_id = w.unit_id
        where t.unit_level in ('school', 'branch') and not t.is_shown
    )
"""
"""Organisations and years in which some class of evaluators, or a whole item, had fewer votes than may be shown."""


def unless_few(row: str, amount: str) -> str:
    """Return the SQL of a ledger row's `amount`: null for votes of a survey that `few_votes` names."""
    return f"""case
                when {row}.ledger = 'survey' and exists (
                    select 1 from few_votes as few
                    where few.org_code = {row}.org_code and few.year = extract(year from {row}.row_date)
                ) then null
                else {amount}
            end"""
