"""The command line's own words in Chinese, and `--home` wherever it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What Typer raises for wrong usage; its module has no public name for it."""

_KINDS = {"bool": "", "str": "文字", "int": "整数", "int range": "整数", "path": "路径", "Path": "路径"}

Command = TypeVar("Command", bound=Callable[..., Any])


class _InChinese:
    """Help pages whose fixed words are Chinese."""

    def get_usage(self, ctx: Any) -> str:
        text: str = super().get_usage(ctx)  # type: ignore[misc]
        return text.replace("Usage:", "用法：")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示说明。"
        return option

    def get_params(self, ctx: Any) -> Any:
        params = super().get_params(ctx)  # type: ignore[misc]
        for one in params:
            if hasattr(one, "display_type"):  # an older Typer names the kind elsewhere
                one.display_type = partial(_kind, one.display_type(ctx))
        return params


def _kind(name: str, _: Any) -> str:
    """Return the word for a kind of value that Typer writes as `<str>` or `<list[Path]>`; nothing for a switch."""
    bare = name.strip("<>").removeprefix("list[").removesuffix("]")
    return _KINDS.get(bare, name)


class ChineseCommand(_InChinese, TyperCommand):
    """One verb."""


class ChineseGroup(_InChinese, TyperGroup):
    """The list of verbs."""


class CommandOf(Protocol):
    """The decorator that makes a function a command of a group."""

    def __call__(self, name: str | None = None, **settings: Any) -> Callable[[Command], Command]:
        """Return the decorator of one command."""
        ...


def group_of(words: str, **settings: Any) -> tuple[typer.Typer, CommandOf]:
    """Return a group of commands that explains itself in `words`, and the decorator for its commands."""
    group = typer.Typer(
        cls=ChineseGroup,
        help=words,
        no_args_is_help=True,
        options_metavar="[选项]",
        subcommand_metavar="命令 [参数]...",
        **settings,
    )
    return group, partial(group.command, cls=ChineseCommand, options_metavar="[选项]")


def speak_chinese() -> None:
    """Put Chinese headings into the help pages; they are module constants of Typer, meant to be set."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"


def home_first(arguments: Sequence[str]) -> list[str]:
    """Move `--home DIR` (or `--home=DIR`) to the front, so that it may stand after the command too."""
    chosen: list[str] = []
    others: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            others += [argument, *waiting]
            break
        if argument == "--home" and waiting:
            chosen = ["--home", waiting.pop(0)]
        elif argument.startswith("--home="):
            chosen = [argument]
        else:
            others.append(argument)
    return [*chosen, *others]


def in_words(error: Exception) -> str:
    """Return one Chinese sentence for a usage error."""
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    name = option or getattr(parameter, "metavar", None) or getattr(parameter, "name", None)
    kind = type(error).__name__
    if kind == "BadParameter" and parameter is None:
        return str(error)  # our own sentence
    if kind == "NoSuchOption":
        what = f"没有“{name}”这个选项"
    elif kind == "MissingParameter":
        what = f"缺少“{name}”"
    elif "No such command" in str(error):
        what = f"没有这个命令（{str(error).split(chr(39))[1]}）"
    elif "unexpected extra argument" in str(error):
        what = "参数给多了"
    elif name:
        what = f"“{name}”的值不对"
    else:
        what = "用法不对"
    return f"{what}。用 --help 查看用法。"
