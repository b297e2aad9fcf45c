-- The kinds of period in which an indicator has values, longest first.
select v.period_type from seen_value as v
where v.indicator_code = $indicator and v.breakdown is null
group by v.period_type
order by case v.period_type when 'year' then 1 when 'semester' then 2 when 'quarter' then 3 else 4 end
