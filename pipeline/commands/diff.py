"""Compare two builds for the command line."""

from __future__ import annotations

import json
import sys

import typer

from ingest.errors import UserError
from pipeline.diff.build_files import UnknownBuild, find_build
from pipeline.diff.report import print_difference, to_json
from pipeline.diff.run import UnknownMart, compare
from pipeline.settings import PROJECT, Settings


def diff(settings: Settings, before: str, after: str, mart: str | None, limit: int, as_json: bool) -> bool:
    """Print what differs between two builds; return whether they say the same. BadParameter for what is not there."""
    try:
        one, other = find_build(settings, before), find_build(settings, after)
        if one.path == other.path:
            raise typer.BadParameter(f"“{before}”和“{after}”是同一个版本，没有什么可比较的。")
        found = compare(one, other, PROJECT / "models" / "marts", mart, limit, with_rows=as_json or mart is not None)
    except (UnknownBuild, UnknownMart, UserError) as error:
        raise typer.BadParameter(str(error)) from error
    if as_json:
        sys.stdout.write(json.dumps(to_json(found), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        print_difference(found, limit)
    return found.is_empty
