"""Sets up and runs everything with Python alone: `python start.py demo`, `python start.py test`, or any command.

It makes `.venv` beside this file, installs the pinned packages into it, and hands over. No shell is involved, so it
is the same on Linux and Windows and in folders whose names have spaces or Chinese characters.
The packages are brought by uv, which takes a tenth of pip's time; by pip, where uv cannot be had or does not manage.
"""

import ast
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
BYTECODE = ENVIRONMENT / "bytecode"
WHEELS = HERE / "wheels"
"""In a bundle (`python start.py bundle`) all packages lie beside the code: nothing is asked of a network."""
PIP = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input")
OF_PIP = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
    "trusted-host": "UV_INSECURE_HOST",
    "proxy": "ALL_PROXY",
    "constraint": "UV_CONSTRAINT",
    "no-index": "UV_NO_INDEX",
}
"""What pip is told of where packages come from, and the name under which uv (it reads none of that) is told."""
COMMAS = ("UV_FIND_LINKS",)
"""Lists that uv wants commas in; pip writes all of them with spaces."""


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
    wants = [*places(), "--quiet", "--constraint", "constraints.txt", "--editable", target]
    if not installed_by_uv(wants):
        subprocess.run([*PIP, "install", *wants], cwd=HERE, check=True)
    with MARK.open("a", encoding="utf-8") as file:
        file.write(mark + "\n")


def places() -> list[str]:
    """Return where pip and uv are to look: in the bundle's wheels alone, or where they are configured to look."""
    return ["--no-index", "--find-links", WHEELS.name] if WHEELS.is_dir() else []


def installed_by_uv(wants: list[str]) -> bool:
    """Try to install with uv; False where that did not work, and nothing is broken by it."""
    brought = subprocess.run(
        [*PIP, "install", *places(), "--quiet", "--constraint", "constraints.txt", "uv"],
        cwd=HERE,
        check=False,
        capture_output=True,
    )
    if brought.returncode:
        return False
    command = [str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), "--no-config", *wants]
    return not subprocess.run(command, cwd=HERE, env=as_pip_would(), check=False, capture_output=True).returncode


def as_pip_would() -> dict[str, str]:
    """Return an environment in which uv looks where pip is configured to look; what uv was told itself counts more."""
    listed = subprocess.run([*PIP, "config", "list"], check=False, capture_output=True, encoding="utf-8").stdout or ""
    told: dict[str, str] = {}
    for section in ("global", "install", ":env:"):  # the later counts more, as with pip
        for line in listed.splitlines():
            key, _, value = line.partition("=")
            place, _, name = key.rpartition(".")
            if place == section and name in OF_PIP:
                told[OF_PIP[name]] = str(ast.literal_eval(value))
    for name in told:
        told[name] = (",".join if name in COMMAS else " ".join)(told[name].split())
    best = {"UV_INDEX_STRATEGY": "unsafe-best-match"}  # all indexes are equal to pip
    return {**best, **told, **os.environ}


def compiled_once(environment: dict[str, str]) -> dict[str, str]:
    """Return an environment whose processes keep what they compile, beside the packages where not beside the code.

    uv compiles nothing, and a machine may forbid Python to write bytecode, so that the folders of sources stay clean:
    each of our processes would then compile 4,000 modules anew, which is longer than what most of them do.
    """
    if not environment.get("PYTHONDONTWRITEBYTECODE"):
        return environment
    kept = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {"PYTHONPYCACHEPREFIX": str(BYTECODE), **kept}


def main() -> int:
    """Install, then run the tests or the `dangjian` command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # a Western Windows console has no Chinese
    if sys.version_info < (3, 11):  # noqa: UP036 - people start this with whatever Python they have
        print("需要 Python 3.11 或更新的版本。Python 3.11 or newer is needed.")
        return 2
    arguments = sys.argv[1:] or ["demo"]
    if arguments[0] == "test" and WHEELS.is_dir():
        print("离线安装包里没有测试用的包，请在联网的电脑上运行。The tests need packages that a bundle does not carry.")
        return 2
    if arguments[0] == "test":
        install("test")
        command = [str(PYTHON), "-m", "tests", *arguments[1:]]
        return subprocess.run(command, cwd=HERE, env=compiled_once(dict(os.environ)), check=False).returncode
    install("")
    print("[2/2] 运行 dangjian", " ".join(arguments), flush=True)
    asked = as_pip_would() if arguments[0] == "bundle" else dict(os.environ)  # a bundle asks uv for packages
    command = [str(PYTHON), "-m", "pipeline", *arguments]
    return subprocess.run(command, cwd=HERE, env=compiled_once(asked), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
