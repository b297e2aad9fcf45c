-- data/work_report: what each figure of a work report (工作报告) is and how it is counted.
-- Grain: one row a figure.
select
    figure_order,
    figure,
    label,
    unit,
    how,
    in_force,
    from_start,
    round_down_to,
    divided_by,
    minimum_base,
    fed_by,
    reported_for_all,
    is_confidential,
    indicator,
    source
from {{ source('policy', 'figure') }}
