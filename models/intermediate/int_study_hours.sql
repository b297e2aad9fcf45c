-- Hours of 集中学习培训 by person: of training, and of the meetings of study that the person attended (党员教育管理工作条例 第二十条).
-- Grain: one row a landed row (a training, a line of a sign-in list) and kind.
select
    row_key,
    org_code,
    trained_on as studied_on,
    person_key,
    training_type as category,
    hours
from {{ ref('stg_training') }}
union all
select
    attended.row_key,
    attended.org_code,
    attended.held_on as studied_on,
    attended.person_key,
    attended.activity_type as category,
    session.hours
from {{ ref('int_member_activity') }} as attended
inner join {{ ref('int_study_session') }} as session on attended.row_key = session.row_key
