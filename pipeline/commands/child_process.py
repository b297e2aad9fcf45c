"""Starts the report packs in a process of their own: pages, figures and packs are not the pipeline's to import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from pipeline.settings import PROJECT


def errand(home: Path, **asked: object) -> int:
    """Run one errand of `dashboards.packs` on `home` and return its exit code; paths are made absolute first."""
    request = json.dumps({"home": str(home), **asked}, ensure_ascii=False, default=str)
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PROJECT), environment.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "dashboards.review_packs"]
    return subprocess.run(command, input=request, text=True, encoding="utf-8", env=environment, check=False).returncode
