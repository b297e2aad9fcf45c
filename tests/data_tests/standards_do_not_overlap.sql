-- What:  an indicator has at most one standard, and one active hours threshold, on any day.
-- Why:   two standards in force would double every value of the indicator.
-- Mend:  data/standards/indicator_standard.csv and hours_threshold.csv: close the older version with `valid_to`.
{% for seed, condition in [('indicator_standard', 'true'), ('hours_threshold', 'older.active and newer.active')] %}
{% if not loop.first %}union all{% endif %}
select
    older.indicator_code,
    older.valid_from,
    newer.valid_from as next_from
from {{ ref(seed) }} as older
inner join {{ ref(seed) }} as newer
    on
        older.indicator_code = newer.indicator_code
        and older.valid_from < newer.valid_from
        and newer.valid_from <= coalesce(older.valid_to, {{ last_day_of_all() }})
where {{ condition }}
{% endfor %}
