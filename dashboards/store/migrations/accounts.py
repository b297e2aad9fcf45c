"""Accounts, what they are granted, past passwords, log-ins that go on, and log-ins that failed.

Days are text (2026-10-31), moments are seconds since 1970: they are compared with each other at every click.
"""

from __future__ import annotations

STATEMENTS = (
    """create table account (
    account integer primary key autoincrement, login text not null unique collate nocase, name text not null,
    password_hash text, password_set_at integer, must_change integer not null, disabled_at integer,
    made_at integer not null, made_by text not null)""",
    """create table past_password (
    account integer not null references account, password_hash text not null, set_at integer not null)""",
    "create index past_password_of on past_password (account, set_at)",
    """create table role_grant (
    role_grant integer primary key autoincrement, account integer not null references account, role text not null,
    unit_level text not null, unit_id text not null, first_day text not null, last_day text,
    given_at integer not null, given_by text not null)""",
    "create index role_grant_of on role_grant (account)",
    """create table login_session (
    token_hash text primary key, account integer not null references account, role_grant integer, seen_as_role text,
    seen_as_unit text, address text not null, began_at integer not null, seen_at integer not null, ended_at integer)""",
    "create index login_session_of on login_session (account)",
    """create table failed_login (
    failed_at integer not null, login text not null collate nocase, address text not null)""",
    "create index failed_login_at on failed_login (failed_at)",
)
