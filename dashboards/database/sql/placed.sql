-- The rows of `fact`, each with where its organisation was on its day (`place`).
select
    f.*,
    p.org_name,
    p.area_id,
    p.area_name,
    p.school_name,
    p.unit_level,
    p.unit_id
from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
