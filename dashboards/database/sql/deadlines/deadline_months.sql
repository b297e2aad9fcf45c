-- Month, kind and endings of this month and the next ones; a month without any has endings 0, kind null.
with deadline as (
    {% include "database/sql/deadlines/deadline.sql" %}
),

calendar as (
    select
        cast(unnest(generate_series(
            date_trunc('month', {{ as_of_day() }}),
            date_trunc('month', {{ as_of_day() }}) + to_months($months - 1), interval 1 month
        )) as date) as month
    where $is_known
)

select
    c.month,
    d.kind,
    count(d.org_code) as endings
from calendar as c
left join deadline as d on cast(date_trunc('month', d.ends_on) as date) = c.month and d.days_left >= 0
group by c.month, d.kind
order by c.month, d.kind
