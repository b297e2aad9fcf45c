"""Whether what users write into a home themselves, or on its pages, can be read."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ingest.errors import UserError
from ingest.layouts.layout_folder import load_layouts
from ingest.layouts.survey_forms.mapping_file import own_survey_forms
from ingest.layouts.yaml_file import yaml_files
from ingest.matching.organisation_register import read_aliases
from ingest.switched_off import load_switched_off
from pipeline.authenticity.notices import notice_files, phrases_of
from pipeline.backup.setting import daily_backup
from pipeline.doctor.finding import Finding
from pipeline.fixed_day import FIXED_DAY, day_of

STORE = "app.sqlite"


def entered(home: Path, deep: bool) -> Iterator[Finding]:
    """Look at what people entered on pages."""
    path = home / STORE
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=15)) as store:
            found = store.execute("pragma integrity_check" if deep else "pragma quick_check").fetchone()[0]
    except sqlite3.DatabaseError:
        found = "cannot be read"
    if found == "ok":
        yield Finding("填写的内容", "完好", True)
        return
    do = (
        "请先把它改名留存，再用 dangjian restore 把备份恢复到新的文件夹，把里面的这个文件拿过来；"
        "没有备份，改名后系统会新建一个。"
    )
    yield Finding("填写的内容", f"{STORE} 已损坏。{do}", False)


def layouts(home: Path) -> Iterator[Finding]:
    """Look at layouts and mappings of surveys: one that cannot be read stops deliveries, so that none is misread."""
    load_layouts(home)
    own_survey_forms(home)
    count = len(yaml_files(home / "layouts")) + len(yaml_files(home / "survey_forms"))
    if count:
        yield Finding("版式和答卷对照", f"{count} 份，都能读", True)


def aliases(home: Path) -> Iterator[Finding]:
    """Look at the home's own names of organisations."""
    if read_aliases(home / "aliases.csv"):
        yield Finding("别名表", "能读", True)


def switched_off(home: Path) -> Iterator[Finding]:
    """Look at what the district asks for no longer: a list that cannot be read stops deliveries and builds."""
    for one in load_switched_off(home).entries:
        yield Finding("停报", f"{one.what}{one.told}", True)


def notices(home: Path) -> Iterator[Finding]:
    """Look at the district's notices: one that cannot be read stops builds, or its words would count as copied."""
    files = notice_files(home)
    phrases_of(files)
    if files:
        yield Finding("通知", f"{len(files)} 份，都能读", True)


def templates(home: Path) -> Iterator[Finding]:
    """Look at the Word templates."""
    broken = [path.name for path in sorted((home / "templates").glob("*.docx")) if not zipfile.is_zipfile(path)]
    if broken:
        yield Finding("模板", f"{'、'.join(broken)} 打不开。请改名留存，下次生成材料时会放一份新的。", False)


def fixed_day(home: Path) -> Iterator[Finding]:
    """Look at the day that the home is fixed on."""
    if (home / FIXED_DAY).exists():
        yield Finding("固定的截止日", day_of(home).isoformat(), True)


def daily(home: Path) -> Iterator[Finding]:
    """Look at the setting of daily backups, and whether its folder is there."""
    setting = daily_backup(home)
    if setting is None:
        return
    if not Path(setting.folder).is_dir():
        raise UserError(f"每天备份到的文件夹“{setting.folder}”不在。请接上那个盘，或改 backup.yaml。")
    yield Finding("每天备份", f"看板开着时，备份到 {setting.folder}", True)
