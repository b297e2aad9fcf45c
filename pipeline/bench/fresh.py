"""`python -m pipeline.bench.fresh FOLDER`: set up a copy of the checkout as its `start.py` does, and build the demo."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def main() -> None:
    """Run `start.py demo --no-serve` in the folder that is named first, without what this environment was told."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DANGJIAN_HOME")}
    base = sys._base_executable  # type: ignore[attr-defined]  # the Python that this environment was made with
    folder = Path(sys.argv[1])
    sys.exit(subprocess.run([base, "start.py", "demo", "--no-serve"], cwd=folder, env=clean, check=False).returncode)


if __name__ == "__main__":
    main()
