-- Monthly counts of schools, given to the school's own organisation of that month, for the roll-up.
-- Grain: one row a school, month and item.
select
    education.row_key,
    min(own.org_code) as org_code,
    education.month,
    education.item,
    education.quantity,
    education.flags,
    education.batch,
    education.file,
    education.sheet,
    education.row_number
from {{ ref('stg_moral_education') }} as education
inner join {{ ref('int_organisation_school') }} as own
    on
        education.school_code = own.school_code
        and education.month between own.valid_from and own.valid_to
inner join {{ ref('int_organisation_scope') }} as scope
    on
        own.org_code = scope.org_code
        and scope.is_school_org
        and education.month between scope.valid_from and scope.valid_to
group by
    education.row_key, education.month, education.item, education.quantity, education.flags, education.batch, education.file,
    education.sheet, education.row_number
