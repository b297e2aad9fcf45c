-- The smallest numbers that may be shown, compared or made into a score, for readers who choose their own peers.
-- Grain: one row a rule.
select
    rule,
    threshold,
    source
from {{ ref('disclosure') }}
