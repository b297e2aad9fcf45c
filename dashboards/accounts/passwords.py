"""Passwords: hashed with Argon2id, held against the policy, made by the machine where a person may not choose."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from collections.abc import Callable, Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pipeline.policy.account_rules import Policy

LONGEST = 256
"""Characters that are hashed: without a bound, a long one would keep the machine busy."""
_FEWEST = 5
"""Different characters: aaaaaaaaA1 is long and holds three kinds."""
_HASHER = PasswordHasher()
_NOBODYS = _HASHER.hash(secrets.token_urlsafe())
"""Held against where there is no account, so that an answer takes as long as for one that is there."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each hash takes 64 MB of memory: many at once would take the machine's."""
_READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789"
"""What is not mistaken for another character when it is read out or copied from paper."""
_KINDS: tuple[Callable[[str], bool], ...] = (
    str.isdigit,
    str.islower,
    str.isupper,
    lambda character: not character.isalnum() or (character.isalpha() and not character.isascii()),
)


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_same(password))


def is_right(password: str, kept: str | None) -> bool:
    """Tell whether a password is the one that was kept; takes as long where none was."""
    try:
        with _AT_ONCE:
            return _HASHER.verify(kept or _NOBODYS, _same(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def one_time() -> str:
    """Return a password that is used once: three groups of four, with every kind of character in it."""
    while True:
        text = "-".join("".join(secrets.choice("".join(_READABLE)) for _ in range(4)) for _ in range(3))
        if all(any(character in kind for character in text) for kind in _READABLE):
            return text


def fault(password: str, login: str, name: str, policy: Policy, past: Iterable[str] = ()) -> str | None:
    """Return what is wrong with a new password as a sentence, or None; `past` are hashes that it may not be of."""
    said = _too_simple(password, policy) or _easily_guessed(password, (login, name), policy)
    if said is None and any(is_right(password, kept) for kept in past):
        said = "这个口令不久前用过，请换一个。"
    return said


def _too_simple(password: str, policy: Policy) -> str | None:
    shortest, wanted = policy.password_length.value, policy.password_kinds.value
    if len(password) > LONGEST:
        return f"口令太长了，最多 {LONGEST} 个字符。"
    if len(password) < shortest:
        return f"口令太短了，至少 {shortest} 个字符；可以用一句自己记得住的话。"
    if sum(any(kind(character) for character in password) for kind in _KINDS) < wanted:
        return f"口令要有数字、小写字母、大写字母、符号（或汉字）中的至少 {wanted} 类。"
    return "口令里不同的字符太少，请换一个。" if len(set(password)) < _FEWEST else None


def _easily_guessed(password: str, own: Iterable[str], policy: Policy) -> str | None:
    low = password.lower()
    if any(len(word) > 1 and word.lower() in low for word in own):
        return "口令里不要有用户名或姓名。"
    known = next((word for word in policy.known_passwords if word.lower() in low), None)
    return None if known is None else f"口令里有“{known}”，别人一猜就中，请换一个。"


def _same(password: str) -> str:
    """Return one spelling of what looks the same: a Chinese keyboard and a phone compose characters differently."""
    return unicodedata.normalize("NFKC", password)[:LONGEST]
