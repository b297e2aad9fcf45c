"""Sets up and runs everything with Python alone: `python start.py demo`, `python start.py test`, or any command.

It makes `.venv` beside this file, installs the pinned packages into it, and hands over. No shell is involved, so it
is the same on Linux and Windows and in folders whose names have spaces or Chinese characters.
"""

import hashlib
import io
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MARK = ENVIRONMENT / "installed"


def wanted(extra: str) -> str:
    """What an installation depends on, so that it is done again only when that changes."""
    digest = hashlib.sha256(extra.encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def install(extra: str) -> None:
    """Make the environment and install into it, saying so: it takes a minute or two the first time."""
    mark = wanted(extra)
    if MARK.exists() and mark in MARK.read_text(encoding="utf-8").split():
        return
    print("[1/2] 正在准备运行环境（首次约一两分钟）… Setting up, a minute or two the first time …", flush=True)
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    target = f".[{extra}]" if extra else "."  # relative: a path may hold spaces or brackets
    command = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--quiet",
        "--progress-bar",
        "off",
    ]
    command += ["--constraint", "constraints.txt", "--editable", target]
    subprocess.run(command, cwd=HERE, check=True)
    with MARK.open("a", encoding="utf-8") as file:
        file.write(mark + "\n")


def main() -> int:
    """Install, then run the tests or the `dangjian` command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # a Western Windows console has no Chinese
    if sys.version_info < (3, 11):  # noqa: UP036 - people start this with whatever Python they have
        print("需要 Python 3.11 或更新的版本。Python 3.11 or newer is needed.")
        return 2
    arguments = sys.argv[1:] or ["demo"]
    if arguments[0] == "test":
        install("test")
        return subprocess.run([str(PYTHON), "-m", "tests", *arguments[1:]], cwd=HERE, check=False).returncode
    install("")
    print("[2/2] 运行 dangjian", " ".join(arguments), flush=True)
    return subprocess.run([str(PYTHON), "-m", "pipeline", *arguments], cwd=HERE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
