-- How areas and 学段 stand to all the rest of the district: one row an indicator with a standard and part. Areas that the viewer sees; 学段 for the
-- district alone, whose schools they pool.
select
    g.*,
    i.name_zh,
    i.unit,
    coalesce(u.unit_name, g.part) as part_name
from marts.part_gap as g
inner join seen_indicator as i on g.indicator_code = i.indicator_code and i.confirmed
left join visible as u on g.part_kind = 'area' and u.unit_level = 'area' and g.part = u.unit_id
where
    g.year = $year
    and case
        when g.part_kind = 'area' then u.unit_id is not null and ($area is null or g.part = $area)
        else $at_district and $own_level = 'district' and $area is null and ($stage is null or g.part = $stage)
    end
order by g.part_kind, part_name, g.indicator_code
