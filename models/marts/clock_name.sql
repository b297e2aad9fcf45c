-- The names of the members for whom a clock runs, apart from the clocks: a page joins them for the roles that may see names. Nobody else's
-- name is here.
-- Grain: one row a person with a clock.
select
    clock.person_key,
    max_by(member.name, coalesce(member.in_on, {{ first_day() }})) as member_name
from (
    select distinct person_key from {{ ref('person_clock') }}
) as clock
inner join {{ ref('int_member_row') }} as member on clock.person_key = member.person_key
group by clock.person_key
