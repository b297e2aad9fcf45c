"""Uses the CPU for so many seconds in this process, and for as many in one that it starts."""

from __future__ import annotations

import json
import subprocess
import sys
import time


def main() -> None:
    seconds = float(sys.argv[1])
    if len(sys.argv) == 2:
        subprocess.run([sys.executable, "-m", "tests.pipeline.bench.busy", sys.argv[1], "child"], check=True)
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    if len(sys.argv) == 2:
        sys.stdout.write(json.dumps({"busy": 2}) + "\n")


main()
