-- Dated notes for time axes: documents issued, definitions changed.
-- Grain: one row a note.
select
    annotation_date,
    label,
    description,
    kind
from {{ ref('dated_note') }}
