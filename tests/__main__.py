"""`python -m tests`: every check of the project; the first that fails is the exit code."""

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
    ("sql", ("sqlfluff", "lint", "models", "tests/data_tests", "--disable-progress-bar")),
)


def main() -> int:
    """Run the checks side by side, then pytest with whatever arguments were given."""
    running = [
        (
            name,
            subprocess.Popen(
                [sys.executable, "-m", *words], cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            ),
        )
        for name, words in CHECKS
    ]
    failed = 0
    for name, check in running:
        said, _ = check.communicate()
        print(f"== {name}\n{said.decode('utf-8', 'replace')}", end="", flush=True)
        failed = failed or check.returncode
    if failed:
        return failed
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
