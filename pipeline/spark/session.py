"""Opens a session on Spark with what the models rest on: in this process, on a master, or by Spark Connect."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ingest.errors import UserError

LOCAL = "local[*]"
_OLDEST_JAVA = 17
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",  # what does not fit is an error, not a null
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",  # a moment has no time zone in DuckDB either
}
"""On these the values rest: another session of the same server keeps its own."""


@dataclass(frozen=True)
class Place:
    """Where Spark runs: a `master` as `spark-submit` takes it (`local[2]`, `spark://host:7077`), or `sc://host:15002`."""

    master: str = LOCAL
    remote: str | None = None

    @property
    def is_local(self) -> bool:
        """Whether all of it runs in one process of this machine."""
        return self.remote is None and self.master.startswith("local")


@contextmanager
def opened(place: Place, kept: Path) -> Iterator[Any]:
    """Give a SparkSession, which keeps what has no place of its own in `kept`, and end it.

    Raises UserError saying what is to be installed, that nobody answers there, or what went wrong in between.
    """
    check_installed(place)
    from pyspark.errors import PySparkException

    java_error = import_module("py4j.protocol").Py4JError  # mypy wants stubs of it whatever it is told

    try:
        session = _session(place, kept)
    except (PySparkException, java_error, OSError, RuntimeError) as error:
        where = place.remote or place.master
        raise UserError(f"没有连上 Spark（{where}）。请检查地址，以及它是否在运行。原因：{_short(error)}") from error
    try:
        for name, value in _SETTINGS.items():
            session.conf.set(name, value)
        yield session
    except (PySparkException, java_error) as error:
        raise UserError(f"建仓没有成功，已发布的数据不受影响。Spark 中途出错：{_short(error)}") from error
    finally:
        session.stop()
        os.environ.pop("SPARK_REMOTE", None)


def _session(place: Place, kept: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas 3, which nothing here is handed to
        from pyspark.sql import SparkSession

        if place.remote is not None:
            os.environ["SPARK_REMOTE"] = place.remote  # dbt-spark asks for "the" session: it is to find this one
            return SparkSession.builder.remote(place.remote).appName("dangjian").getOrCreate()
        builder = SparkSession.builder.master(place.master).appName("dangjian")
        builder = builder.config("spark.sql.warehouse.dir", str(kept.absolute()))
        for name, value in (_STARTED | (_LOOPBACK if place.is_local else {})).items():
            builder = builder.config(name, value)
        return builder.getOrCreate()


_QUIET = f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties').as_uri()}"
_STARTED = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.catalogImplementation": "in-memory",  # the tables are this build's alone
    "spark.driver.extraJavaOptions": _QUIET,
}
# One machine's data: there are many plans and few rows, so that compiling a plan takes longer than running it.
_LOOPBACK = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "4g",
    "spark.driver.extraJavaOptions": f"{_QUIET} -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=512m",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
}


def check_installed(place: Place) -> None:
    """Raise UserError with one sentence saying what to install, where something is missing."""
    if find_spec("pyspark") is None or find_spec("dbt.adapters.spark") is None:
        raise UserError('没有安装 Spark 的部件。请运行 pip install -c constraints.txt -e ".[spark]"，再运行一次。')
    if place.remote is None and (_java_version() or 0) < _OLDEST_JAVA:
        raise UserError(
            f"Spark 要用 Java {_OLDEST_JAVA} 或更新的版本，这台机器上没有找到。"
            f"请安装后再运行一次（Debian：apt-get install openjdk-{_OLDEST_JAVA}-jre-headless）。"
        )


def _java_version() -> int | None:
    """Return the version of the Java that Spark would start, None where there is none."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None:
        return None
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=60).stderr
    except OSError:
        return None
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(found[1]) if found else None


def _short(error: BaseException) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
