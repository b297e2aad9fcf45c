"""Step 4: where the chains of signed rows ended because their key was lost, by the entry that closed them."""

from __future__ import annotations

from dashboards.store.migrations.first_tables import only_added_to

STATEMENTS = (
    """create table chain_end (
    entry integer not null, chain text not null, number integer not null, signature text, digest text not null,
    primary key (entry, chain))""",
    *only_added_to("chain_end", "chain end"),
)
