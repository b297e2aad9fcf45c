-- Files that cells of 佐证材料 name (pipeline/authenticity), and whether the name is one file's in all organisations.
-- Grain: one row a text of a cell and file.
select
    evidence,
    file_name,
    is_one_everywhere
from {{ source('landed', 'evidence_file') }}
