"""Step 1: the audit log, follow-up, supervision notices, dated notes, the register of packs, saved views."""

from __future__ import annotations


def only_added_to(table: str, name: str) -> tuple[str, ...]:
    """Return the triggers that keep rows of `table` as they are."""
    return tuple(
        f"create trigger if not exists {table}_no_{verb} before {verb} on {table}"
        f" begin select raise(abort, '{name} rows stay as they are'); end"
        for verb in ("update", "delete")
    )


STATEMENTS = (
    """create table if not exists audit (
    entry integer primary key autoincrement, at text not null, role text not null, unit text not null,
    action text not null, object text not null, detail text not null, sha256 text)""",
    *only_added_to("audit", "audit"),
    """create table if not exists follow_up (
    entry integer primary key autoincrement, set_at text not null, indicator_code text not null,
    unit_level text not null, unit_id text not null, year integer not null, state text not null, post text not null,
    due_on text, note text not null, role text not null, unit text not null)""",
    "create index if not exists follow_up_item on follow_up (indicator_code, unit_level, unit_id, year)",
    *only_added_to("follow_up", "follow-up"),
    """create table if not exists note (
    note integer primary key autoincrement, noted_on text not null, label text not null, kind text not null,
    unit_level text, unit_id text, role text not null, unit text not null, written_at text not null)""",
    """create table if not exists notice (
    number text primary key, year integer not null, indicator_code text not null, unit_level text not null,
    unit_id text not null, unit_name text not null, item text not null, value_text text not null,
    standard_text text not null, gap_text text not null, since_text text not null, source text not null,
    issued_on text not null, due_on text not null, issued_by text not null, build_id text not null)""",
    """create table if not exists pack (
    sha256 text primary key, code text not null, snapshot_id text not null, unit_level text not null,
    unit_id text not null, title text not null, file text not null, made_at text not null, made_by text not null)""",
    "create index if not exists pack_by_code on pack (code)",
    """create table if not exists saved_view (
    view integer primary key autoincrement, role text not null, unit text not null, name text not null,
    page text not null, query text not null, saved_at text not null, unique (role, unit, name))""",
)
