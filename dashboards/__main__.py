"""`python -m dashboards`: what the command line and the pages have done in a process of its own.

One JSON object on standard input says what to do; sentences go to standard output. Exit 0 done, 1 something could not
be made, 2 the request was wrong.
"""

from __future__ import annotations

import getpass
import json
import sys
from contextvars import copy_context
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboards.review_packs.silence_logs import quiet
from dashboards.store import audit
from ingest.errors import UserError
from pipeline.fault_wording import said_of

FELL_SHORT, WRONG = 1, 2


def main() -> int:
    """Run the request on standard input; who asked for it is at work no longer than that."""
    return copy_context().run(_request)


def _request() -> int:
    quiet()
    asked: dict[str, Any] = json.loads(sys.stdin.read())
    commands = {
        "report": _report,
        "verify": _verify,
        "digest": _digest,
        "export": _export,
        "page_costs": _page_costs,
        "load": _load,
        "user": _user,
        "audit": _audit,
        "audit_renew": _audit_renew,
        "note": _note,
        "attacks": _attacks,
    }
    audit.acting(audit.Actor(asked.get("made_by") or getpass.getuser()))
    try:
        went_well = commands[asked["command"]](Path(asked["home"]), asked)
    except UserError as error:
        sys.stderr.write(f"错误：{error}\n")
        return WRONG
    except Exception as error:
        sentence = said_of(error, Path(asked["home"]))
        if sentence is None:
            raise
        sys.stderr.write(f"错误：{sentence}\n")
        return FELL_SHORT
    return 0 if went_well else FELL_SHORT


def _report(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.review_packs.commands import report

    made_by = asked.get("made_by") or getpass.getuser()
    return report(home, asked["year"], asked["units"], Path(asked["out"]), asked["fresh"], made_by)


def _verify(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.review_packs.commands import verify

    return verify(home, asked["what"])


def _digest(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.pages.shortfall.digest_command import write_digest

    sys.stdout.write(f"{write_digest(home, asked['quarter'], asked['unit'], Path(asked['out']))}\n")
    return True


def _export(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.exports.own_workbook.write import write_own_workbook
    from dashboards.exports.role_database import write_role_database

    out = Path(asked["out"])
    write = write_own_workbook if out.suffix.lower() == ".xlsx" else write_role_database
    sys.stdout.write(f"写了 {write(home, asked['role'], asked['unit'], out)}\n")
    return True


def _page_costs(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.visitors.one_by_one import page_costs, summary

    sys.stdout.write(json.dumps(summary(page_costs(home)), ensure_ascii=False) + "\n")
    return True


def _load(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.visitors.crowd import load

    sys.stdout.write(json.dumps(asdict(load(home, asked["users"], asked["minutes"])), ensure_ascii=False) + "\n")
    return True


def _user(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.accounts.commands import run

    return run(home, asked)


def _audit(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.store import integrity

    found = integrity.faults(home, asked["head"])
    sound = f"操作留痕和验真登记簿都与签名一致，最新编号 {integrity.head(home)}。"
    for sentence in (*(found or [sound]), *integrity.remarks(home)):
        sys.stdout.write(f"{sentence}\n")
    return not found


def _audit_renew(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.store.renewal import renew

    sys.stdout.write(f"{renew(home, audit.at_work().person, asked['why'])}\n")
    return True


def _attacks(home: Path, asked: dict[str, Any]) -> bool:
    from dashboards.attacks.all_attacks import attacks
    from dashboards.server.doors import Doors
    from dashboards.server.gate.gate import Gate
    from dashboards.server.gate.set_up_code import SetUpCode

    found = attacks(home, lambda pages: Doors(Gate(pages, home, SetUpCode())), asked["count"], asked["seed"])
    sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False) + "\n")
    return True


def _note(home: Path, asked: dict[str, Any]) -> bool:
    audit.acting(audit.Actor(asked["person"], asked["address"]))
    for entry in asked["entries"]:
        audit.record(home, role=asked["role"], unit=asked["unit"], **entry)
    return True


if __name__ == "__main__":
    sys.exit(main())
