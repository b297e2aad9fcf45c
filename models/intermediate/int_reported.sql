-- For which years each organisation sent something to the ledger that feeds an indicator. What the district alone is asked for is
-- reported for everyone once anyone sent it: who has no case, or was in no survey, has no rows to send.
-- Grain: one row a presence (feeding ledger), organisation and year.
{%- set by_rule = {} %}
{%- for name, of in dangjian.presences().items() if of.is_for_everyone %}{% do by_rule.update({name: of}) %}{% endfor %}
with present as (
    select
        landed.presence,
        landed.org_code,
        years.year
    from {{ ref('int_ledger_row') }} as landed
    cross join {{ ref('int_run') }} as run
    inner join {{ ref('int_year') }} as years
        on years.year between extract(year from landed.row_date) and extract(year from landed.until_date)
    where landed.row_date <= run.as_of
)

select distinct
    presence,
    org_code,
    year
from present
where presence not in ('{{ by_rule | join("', '") }}')
{% for presence, of in by_rule.items() %}
union all
select
    '{{ presence }}' as presence,
    organisation.org_code,
    years.year
from {{ ref('int_year') }} as years
cross join {{ ref('stg_organisation') }} as organisation
where
    exists (
        select 1 from present
        where
            present.presence = '{{ of.same_as or presence }}'
            and present.year {{ '<=' if of.reports_for == 'everyone_from_then_on' else '=' }} years.year
    )
{% endfor %}
