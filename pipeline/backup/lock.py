"""What locks a backup and what opens it: a passphrase (口令), or age's key pairs, of which the home has one half."""

from __future__ import annotations

from dataclasses import dataclass

import pyrage

from ingest.errors import UserError

SHORTEST_PASSPHRASE = 10
_ASKS_FOR_PASSPHRASE = b"-> scrypt "
_LOCKED_BY_AGE = b"age-encryption.org/"


@dataclass(frozen=True)
class Lock:
    """Locks with the passphrase, else for every one of the recipients (`age1…`), each of whom can open it alone."""

    passphrase: str | None = None
    recipients: tuple[str, ...] = ()

    def locked(self, secret: bytes) -> bytes:
        """Return a short secret encrypted. UserError if there is nothing to lock with, or a recipient is none."""
        if self.passphrase is not None:
            if len(self.passphrase) < SHORTEST_PASSPHRASE:
                raise UserError(f"备份的口令至少要 {SHORTEST_PASSPHRASE} 个字，请换一个长一些的。")
            return bytes(pyrage.passphrase.encrypt(secret, self.passphrase))
        if not self.recipients:
            raise UserError("没有说备份用什么加密：请输入口令，或用 --recipient 写明公钥。")
        return bytes(pyrage.encrypt(secret, [_recipient(each) for each in self.recipients]))


@dataclass(frozen=True)
class Opener:
    """Opens with the passphrase, or with the text of a file of private keys (`AGE-SECRET-KEY-…`)."""

    passphrase: str | None = None
    private_keys: str | None = None

    def opened(self, locked: bytes) -> bytes:
        """Return the secret. UserError if this does not open it."""
        try:
            if asks_for_passphrase(locked):
                if self.passphrase is None:
                    raise UserError("这份备份要用口令打开。")
                return bytes(pyrage.passphrase.decrypt(locked, self.passphrase))
            return bytes(pyrage.decrypt(locked, self._identities()))
        except pyrage.DecryptError as error:
            what = "口令" if asks_for_passphrase(locked) else "私钥"
            raise UserError(f"{what}不对，或文件已损坏，备份打不开。") from error

    def _identities(self) -> list[pyrage.x25519.Identity]:
        if self.private_keys is None:
            raise UserError("这份备份要用私钥打开，请用 --identity 写明私钥文件。")
        lines = [line.strip() for line in self.private_keys.splitlines()]
        try:
            found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
        except pyrage.IdentityError as error:
            raise UserError("私钥文件已损坏，里面的私钥不完整。") from error
        if not found:
            raise UserError("私钥文件里没有私钥（以 AGE-SECRET-KEY- 开头的一行）。")
        return found


def is_locked(content: bytes) -> bool:
    """Tell whether something was locked by age at all."""
    return content.startswith(_LOCKED_BY_AGE)


def asks_for_passphrase(locked: bytes) -> bool:
    """Tell whether what was locked needs a passphrase; else it needs a private key."""
    return _ASKS_FOR_PASSPHRASE in locked[:200]


def new_pair() -> tuple[str, str]:
    """Return a new private key and the recipient that belongs to it."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise UserError(f"“{text}”不是公钥；公钥以 age1 开头，请整个复制过来。") from error
