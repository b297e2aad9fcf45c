"""A standalone master and its workers as processes on the loopback."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SECONDS = 120
"""How long the workers may take to be there."""


@dataclass(frozen=True)
class Cluster:
    """A master by its address, and what its workers and their executors write."""

    master: str
    place: Path

    def tasks(self) -> dict[str, int]:
        """Return how many tasks each worker has finished."""
        return {
            worker.name: sum(
                len(re.findall("Finished task", path.read_text(encoding="utf-8", errors="replace")))
                for path in worker.glob("app-*/*/stderr")
            )
            for worker in sorted(path for path in self.place.glob("worker*") if path.is_dir())
        }


@contextmanager
def standalone(workers: int) -> Iterator[Cluster]:
    """Start a master and workers of one core each; they end with the context."""
    import pyspark

    home = Path(pyspark.__file__).parent
    port = _free_port()
    master = f"spark://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as place:
        cluster = Cluster(master, Path(place))
        asked = [("master", "master.Master", "--port", str(port), "--webui-port", str(_free_port()))]
        for number in range(workers):
            work = cluster.place / f"worker{number}"
            work.mkdir()
            asked.append((work.name, "worker.Worker", "-c", "1", "-m", "3g", "-d", str(work), master))
        running = [_started(home, cluster.place, *words) for words in asked]
        try:
            _wait(cluster.place / "master.log", workers)
            yield cluster
        finally:
            for process in running:
                process.terminate()
                process.wait()


def _started(home: Path, place: Path, name: str, kind: str, *words: str) -> subprocess.Popen[bytes]:
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}", "--host", "127.0.0.1", *words]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    with (place / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)


def _wait(log: Path, workers: int) -> None:
    until = time.monotonic() + SECONDS
    while log.read_text(encoding="utf-8", errors="replace").count("Registering worker") < workers:
        if time.monotonic() > until:
            raise TimeoutError(f"the workers did not come: {log.read_text(encoding='utf-8', errors='replace')}")
        time.sleep(0.5)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
