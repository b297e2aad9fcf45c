"""Log-in by a proxy on this machine that has asked for the password itself: it proves itself by a shared secret."""

from __future__ import annotations

import secrets
from functools import cached_property
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import Scope

from dashboards.accounts import people
from dashboards.accounts.log_in import come_in
from dashboards.server.gate.loopback import is_loopback
from ingest.errors import UserError

USER, SECRET = "x-dangjian-user", "x-dangjian-proxy-secret"
_SHORTEST = 32


class Proxy:
    """What a proxy may vouch for: which account of the home is asking. It makes no accounts and grants nothing."""

    def __init__(self, secret_file: Path) -> None:
        self._file = secret_file

    def check(self, address: str | None) -> None:
        """Raise UserError if the secret cannot be used, or if others than this machine reach the server directly."""
        if not is_loopback(address):
            raise UserError("用代理登录时，看板只能监听本机：不要写 --bind，让代理在本机转发。")
        self._secret  # noqa: B018  # read once, and complained of before the first visitor

    @cached_property
    def _secret(self) -> bytes:
        try:
            secret = self._file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(f"读不了代理密钥文件 {self._file}。请检查路径和权限。") from error
        if len(secret) < _SHORTEST:
            raise UserError(f"代理密钥文件 {self._file} 里至少要有 {_SHORTEST} 个字符，请用随机生成的。")
        return secret.encode()

    def log_in(self, home: Path, scope: Scope) -> str | None:
        """Return the token of a new log-in, None where the proxy says nothing, or not the secret."""
        headers = Headers(scope=scope)
        given, login = headers.get(SECRET, ""), headers.get(USER, "")
        if not login or not secrets.compare_digest(given.encode("latin-1"), self._secret):
            return None
        account = people.find(home, login.encode("latin-1").decode("utf-8", errors="replace"))
        if account is None or not account.is_open:
            return None
        return come_in(home, account, scope["client"][0] if scope.get("client") else "")
