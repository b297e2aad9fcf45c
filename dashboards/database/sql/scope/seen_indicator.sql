-- The indicators that the viewer may read of.
select *
from marts.dim_indicator
where $is_known and (not is_confidential or $sees_confidential or $at_district)
