-- data/work_report: which measures feed a figure.
-- Grain: one row a figure, side, measure, category, wanted text and level (each null for all).
select
    figure,
    side,
    measure,
    category,
    containing,
    level
from {{ source('policy', 'figure_measure') }}
