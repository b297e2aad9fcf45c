-- What each organisation adds to each indicator, all kinds that can be summed. `counted_on` decides which units it counts for.
-- Grain: one row an indicator, organisation, base period, day counted on and breakdown.
select indicator_code, org_code, period_type, period_start, counted_on, cast(null as string) as breakdown, numerator, denominator
from {{ ref('int_kind_frequency') }}
union all
select indicator_code, org_code, period_type, period_start, counted_on, null, numerator, denominator
from {{ ref('int_kind_frequency_year') }}
union all
select indicator_code, org_code, period_type, period_start, counted_on, null, numerator, denominator
from {{ ref('int_kind_member') }}
union all
select indicator_code, org_code, period_type, period_start, counted_on, breakdown, numerator, denominator
from {{ ref('int_kind_row_ratio') }}
