"""`dangjian audit …`: whether the audit log is as it was written, and a new one where its key is lost.

The dashboards' own process does it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NoReturn

import typer

from pipeline.commands.chinese_help import group_of


def audit_commands(ask: Callable[..., NoReturn]) -> typer.Typer:
    """Return the group of commands; `ask` has a request done."""
    group, command = group_of("操作留痕：核对有没有被改过，密钥丢了重新开始。")

    @group.callback()
    def _group() -> None:
        """操作留痕：核对有没有被改过，密钥丢了重新开始。"""

    @command()
    def verify(
        head: Annotated[
            str | None, typer.Option("--head", help="季度简报、材料目录或备份上印的操作留痕编号。", metavar="编号")
        ] = None,
    ) -> None:
        """逐条核对操作留痕和验真登记簿的签名；改动、删除、插入、截尾都查得出。"""
        ask(command="audit", head=head)

    @command()
    def renew(
        reason: Annotated[str, typer.Option("--reason", help="密钥怎么丢的；会记进操作留痕。", metavar="原因")],
    ) -> None:
        """签名密钥 audit.key 丢了：旧的留痕保留、到此为止，用新密钥重新开始，之后才能登录。"""
        ask(command="audit_renew", why=reason)

    return group
