-- Rule, label, flagged rows and organisations of each check that found something.
with flag as (
    {% include "pages/submissions/sql/flag.sql" %}
)

select
    rule,
    label,
    count(*) as flagged,
    count(distinct org_code) as organisations
from flag
group by rule, label
order by flagged desc, label asc
