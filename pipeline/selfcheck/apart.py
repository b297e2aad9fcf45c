"""Run a part that works inside this program in a process of its own: `python -m pipeline.selfcheck.apart`.

One JSON object on standard input says which, how often, by which seed and where; the last line printed is the part.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from pipeline.selfcheck.fuzz import fuzz
from pipeline.selfcheck.part import Part
from pipeline.selfcheck.sequences import sequences

PARTS: dict[str, Callable[[int, int, Path], Part]] = {"fuzz": fuzz, "sequences": sequences}


def main() -> None:
    """Run the part that standard input asks for."""
    asked = json.loads(sys.stdin.read())
    part = PARTS[asked["part"]](asked["count"], asked["seed"], Path(asked["scratch"]))
    sys.stdout.write("\n" + json.dumps(asdict(part), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
