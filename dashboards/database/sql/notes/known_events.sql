-- Notes, the end of the unit's own term (届满) and changes of an indicator's standards: annotation_date, label, kind, description.
with version as (
    select
        s.*,
        row_number() over (partition by s.indicator_code, s.standard order by s.valid_from) as place
    from marts.standard_version as s
    inner join seen_indicator as i on s.indicator_code = i.indicator_code
    where s.indicator_code = $indicator and s.is_active and s.confirmed_by is not null
)

select
    annotation_date,
    label,
    kind,
    description
from marts.annotation
where $is_known
union
select
    d.term_ends_on as annotation_date,
    '本届届满' as label,
    '换届' as kind,
    cast(null as text) as description
from marts.dim_organisation as d
inner join marts.unit_organisation as w on d.org_code = w.org_code
inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
where
    u.unit_level = $unit_level and u.unit_id = $unit_id and d.term_ends_on is not null
    and (d.org_code = u.unit_id or (u.unit_level = 'school' and d.is_school_org))
union
select
    valid_from as annotation_date,
    '标准调整为' || text as label,
    '口径变更' as kind,
    source as description
from version
where place > 1 and valid_from is not null
union
select
    cast(c.changed_at as date) as annotation_date,
    '标准由' || coalesce(c.before_text, '未定') || '改为' || coalesce(c.after_text, '不再执行') as label,
    '口径变更' as kind,
    cast(null as text) as description
from marts.standard_change as c
inner join seen_indicator as i on c.indicator_code = i.indicator_code
where c.indicator_code = $indicator
order by annotation_date, label
