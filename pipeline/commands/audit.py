"""`dangjian audit …`: whether the audit log is as it was written; the dashboards' own process looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NoReturn

import typer

from pipeline.commands.chinese_help import group_of


def audit_commands(ask: Callable[..., NoReturn]) -> typer.Typer:
    """Return the group of commands; `ask` has a request done."""
    group, command = group_of("操作留痕：核对有没有被改过。")

    @group.callback()
    def _group() -> None:
        """操作留痕：核对有没有被改过。"""

    @command()
    def verify(
        head: Annotated[
            str | None, typer.Option("--head", help="季度简报、材料目录或备份上印的操作留痕编号。", metavar="编号")
        ] = None,
    ) -> None:
        """逐条核对操作留痕和验真登记簿的签名；改动、删除、插入、截尾都查得出。"""
        ask(command="audit", head=head)

    return group
