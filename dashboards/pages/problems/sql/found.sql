-- The chosen problems, each with where its organisation was when it was raised. One row a problem.
with fact as (
    select
        p.*,
        p.raised_on as on_day
    from marts.problem as p
    where
        {{ belongs('p.org_code', 'p.raised_on') }}
        and ($raised is null or p.year = $raised) and ($org is null or p.org_code = $org)
        and ($category is null or p.category = $category) and ($source is null or p.problem_source = $source)
        and ($state is null or p.state = $state)
),

place as (
    {% include "database/sql/place.sql" %}
)

{% include "database/sql/placed.sql" %}

where ($area is null or p.area_id = $area)
