"""Print what the doctor found and what was mended."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from pipeline.doctor.examine import examine
from pipeline.doctor.mend import mend
from pipeline.terminal import console, table


def doctor(home: Path, deep: bool, with_mend: bool, as_json: bool) -> bool:
    """Mend if asked, then look; return whether all is well."""
    mended = list(mend(home)) if with_mend and home.is_dir() else []
    findings = list(examine(home, deep))
    if as_json:
        told = {"mended": mended, "findings": [asdict(each) for each in findings]}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        for sentence in mended:
            console.print(sentence, markup=False, highlight=False)
        rows = [(each.what, each.found, "正常" if each.is_well else "请处理") for each in findings]
        table(("项目", "情况", "结论"), rows)
    return all(each.is_well for each in findings)
