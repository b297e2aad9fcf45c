"""Step 3: what the audit log says besides, and the signatures of its rows and of those of the register of packs.

Rows of before have none: the first that is signed covers them all.
"""

from __future__ import annotations

from dashboards.store.migrations.first_tables import only_added_to

STATEMENTS = (
    "alter table audit add column person text not null default ''",
    "alter table audit add column address text not null default ''",
    "alter table audit add column is_refused integer not null default 0",
    "alter table audit add column signature text",
    "alter table pack add column signature text",
    *only_added_to("pack", "pack"),
)
