-- The indicators that the viewer may read of; none that policy bars (不得用于考核).
select *
from marts.dim_indicator
where $is_known and not is_barred and (not is_confidential or $sees_confidential or $at_district)
