"""`dangjian build --engine`: which engine the options mean."""

from __future__ import annotations

import typer

from pipeline.spark.engine import on_spark
from pipeline.spark.session import LOCAL, Place, check_installed
from pipeline.warehouse.engine import Engine, on_duckdb


def chosen_engine(name: str, master: str | None, remote: str | None) -> Engine:
    """Return the engine. BadParameter for options that do not fit, UserError where something is not installed."""
    if name not in ("duckdb", "spark"):
        raise typer.BadParameter(f"--engine 只能是 duckdb 或 spark，不能是“{name}”。")
    if name == "duckdb":
        if master or remote:
            raise typer.BadParameter("--master 和 --remote 要和 --engine spark 一起用。")
        return on_duckdb
    if master and remote:
        raise typer.BadParameter("--master 和 --remote 只能写一个。")
    if remote and not remote.startswith("sc://"):
        raise typer.BadParameter(f"--remote 的写法是 sc://主机:端口，不能是“{remote}”。")
    place = Place(master or LOCAL, remote)
    check_installed(place)
    return on_spark(place)
