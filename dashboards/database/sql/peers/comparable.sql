-- The values of one indicator that can stand beside others, each told whether its unit is one of those that the reader chose
-- (`peers`: ids joined by commas). One row a unit and period.
select
    v.*,
    i.direction,
    i.unit,
    i.kind,
    list_contains(string_split($peers, ','), v.unit_id) as is_chosen
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
where
    v.indicator_code = $indicator
    and v.unit_level = $unit_level
    and v.unit_level in ('school', 'branch')
    and v.breakdown is null
    and v.value is not null
    and not v.rests_on_few
    and i.may_judge and not i.is_confidential
