"""`dangjian user …`: the words of the command line about accounts; the dashboards' own process does the work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipeline.commands.chinese_help import group_of
from pipeline.commands.output_folder import ready, there

Ask = Callable[..., NoReturn]
Login = Annotated[str, typer.Argument(help="用户名。", metavar="用户名")]
Role = Annotated[str | None, typer.Option("--role", help="身份：区级管理员、区级查看、纪检专员、片区、学校或支部。")]
Unit = Annotated[str | None, typer.Option("--unit", help="单位代码或名称；区级身份不用写。", metavar="单位")]
First = Annotated[str | None, typer.Option("--from", help="从哪天起；不写就是今天。", metavar="日期")]
Last = Annotated[str | None, typer.Option("--until", help="到哪天为止；不写就一直有效。", metavar="日期")]


def user_commands(ask: Ask, read_day: Callable[[str], object]) -> typer.Typer:
    """Return the group of commands; `ask` has a request done, `read_day` reads a day as it is typed."""
    group, command = group_of("账号：添加、停用、重置口令、授权。")

    def asked(verb: str, **given: object) -> NoReturn:
        days = {key: str(read_day(str(given[key]))) for key in ("first_day", "last_day") if given.get(key)}
        ask(command="user", verb=verb, **{**given, **days})

    @command()
    def add(
        login: Login,
        name: Annotated[str, typer.Option("--name", help="姓名。")],
        role: Role = None,
        unit: Unit = None,
        first_day: First = None,
        last_day: Last = None,
    ) -> None:
        """添加一个账号，显示一次性口令；写了身份就一并授权。"""
        asked("add", login=login, name=name, role=role, unit=unit, first_day=first_day, last_day=last_day)

    @command(name="list")
    def listed() -> None:
        """列出账号、授权和状态。"""
        asked("list")

    @command()
    def disable(login: Login) -> None:
        """停用一个账号，立即退出它的登录；留下的记录还在。"""
        asked("disable", login=login)

    @command()
    def enable(login: Login) -> None:
        """重新启用一个停用的账号。"""
        asked("enable", login=login)

    @command()
    def reset(login: Login) -> None:
        """重置口令：显示一个一次性口令，本人登录后要改；也解除锁定。"""
        asked("reset", login=login)

    @command()
    def grant(
        login: Login,
        role: Annotated[str, typer.Option("--role", help="身份：区级管理员、区级查看、纪检专员、片区、学校或支部。")],
        unit: Unit = None,
        first_day: First = None,
        last_day: Last = None,
        end: Annotated[bool, typer.Option("--end", help="不是授权，是收回。")] = False,
    ) -> None:
        """给一个账号授权（或用 --end 收回）：什么身份、哪个单位、从哪天到哪天。"""
        asked("grant", login=login, role=role, unit=unit, first_day=first_day, last_day=last_day, end=end)

    @command(name="import")
    def imported(
        sheet: Annotated[Path, typer.Argument(help="名单（.xlsx 或 .csv）。", metavar="名单")],
        out: Annotated[Path, typer.Option("--out", help="一次性口令写到哪个文件。", metavar="文件")] = Path(
            "一次性口令.xlsx"
        ),
    ) -> None:
        """批量添加：表头写 用户名、姓名、身份、单位（可加 起、止）；一个人多行就是多项授权。"""
        asked("import", sheet=there(sheet).resolve(), out=ready(out.parent).resolve() / out.name)

    return group
