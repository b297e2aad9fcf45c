"""The policy of passwords is data, and a line that nobody reads is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UserError
from pipeline.policy.account_rules import FILE, policy
from pipeline.settings import PROJECT

TEXT = (PROJECT / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "old,new,said",
    [
        ("password_days:", "password_age:", "password_days"),
        ("{value: 10,", "{value: 4,", "password_length"),
        ("{value: 30,", "{value: 0,", "idle_minutes"),
        ("{value: 8,", "{values: 8,", "session_hours"),
        ('  - "admin"', "  - 123456", "known_passwords"),
    ],
)
def test_a_line_that_is_wrong_is_named(old: str, new: str, said: str, tmp_path: Path) -> None:
    """A misspelt limit would count as the default in silence."""
    assert old in TEXT
    path = tmp_path / "accounts.yaml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError, match=said):
        policy(path)


def test_the_file_of_this_checkout_is_good_and_every_number_says_where_it_comes_from() -> None:
    read = policy()
    rules = [value for name, value in read if name != "known_passwords"]
    assert len(rules) == 10 and all(rule.source and rule.since for rule in rules)
