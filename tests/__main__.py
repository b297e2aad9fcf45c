"""`python -m tests`: every check of the project in turn; the first that fails is the exit code."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
CHECKS = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("types", ("mypy",)),
    ("sql", ("sqlfluff", "lint", "models", "tests/data_tests", "--disable-progress-bar", "--processes", "2")),
)


def main() -> int:
    """Run the checks, then pytest with whatever arguments were given."""
    for name, (module, *rest) in CHECKS:
        print(f"== {name}", flush=True)
        code = subprocess.run([sys.executable, "-m", module, *rest], cwd=HERE, check=False).returncode
        if code:
            return code
    print("== tests", flush=True)
    if shutil.which("chromium") is None:
        print(
            "The page tests need Debian's chromium (apt-get install chromium); they will fail without it.",
            flush=True,
        )
    # A module stays in one process: its homes and servers are made once. One process more than there are cores,
    # because those that drive a browser mostly wait for it.
    shared = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder")
    return subprocess.run([sys.executable, "-m", "pytest", *shared, *sys.argv[1:]], cwd=HERE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
