"""`python -m tests`: every check of the project; the first that fails is the exit code."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.browser_program import CHROMIUM, NAMES

HERE = Path(__file__).resolve().parent.parent
QUICK = (
    ("format", ("ruff", "format", "--check", ".")),
    ("lint", ("ruff", "check", ".")),
    ("layers", ("tests.layers",)),
)
SLOW = (
    ("types", ("mypy",)),
    ("sql", ("tests.sql", "lint", "models", "tests/data_tests", "dashboards", "--disable-progress-bar")),
)
# A module stays in one process: its homes and servers are made once. One process more than there are cores, because
# those that drive a browser or start programs mostly wait.
TESTS = ("pytest", "-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder")


def main() -> int:
    """Run style, then types and SQL beside pytest, which gets whatever arguments were given."""
    for name, words in QUICK:
        failed = _told(name, _run(words))
        if failed:
            return failed
    if CHROMIUM is None:
        print(f"The page tests need Debian's {NAMES[0]} (apt-get install {NAMES[0]}); they will fail without it.")
    with ThreadPoolExecutor() as pool:
        beside = [(name, pool.submit(_run, words)) for name, words in SLOW]
        print("== tests", flush=True)
        done = subprocess.run([sys.executable, "-m", *TESTS, *sys.argv[1:]], cwd=HERE, check=False)
        codes = [_told(name, running.result()) for name, running in beside]
    return next((code for code in (done.returncode, *codes) if code), 0)


def _run(words: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=HERE, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _told(name: str, done: subprocess.CompletedProcess[bytes]) -> int:
    print(f"== {name}\n{done.stdout.decode('utf-8', 'replace')}", end="", flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
