-- What each figure of a work report (工作报告) is and how it is counted.
-- Grain: one row a figure.
{{ config(materialized='ephemeral') }}

select
    figure,
    figure_order,
    label,
    unit,
    how,
    in_force,
    from_start,
    round_down_to,
    divided_by,
    minimum_base,
    fed_by,
    is_confidential,
    indicator as indicator_code,
    source
from {{ ref('stg_figure') }}
