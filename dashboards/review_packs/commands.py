"""What the command line asks for: freeze a year and write packs; check a code or a file."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboards.database import connection, definitions
from dashboards.database import units as database_units
from dashboards.database.reader import Reader
from dashboards.review_packs import batch
from dashboards.review_packs import verify as checking
from dashboards.review_packs.jobs import jobs_of, refuse_unknown
from dashboards.review_packs.progress_log import Job, JobResult
from dashboards.review_packs.snapshot import Snapshot, freeze, snapshots
from dashboards.review_packs.template import template_of
from dashboards.shared.viewer import ADMIN, OWNER, Viewer
from dashboards.store import audit
from ingest.errors import UserError
from pipeline.terminal import plain_bar, table


def report(home: Path, year: int, units: Sequence[str] | None, out: Path, fresh: bool, made_by: str) -> bool:
    """Freeze `year` or take its newest snapshot, write the packs of `units` (None: all); True if none failed."""
    reader = _district_reader(home)
    if units is not None and (fresh or not snapshots(home, year)):  # else the snapshot says which units it has
        refuse_unknown(reader.viewer, reader.build, year, units)
    taken = _snapshot(home, reader, year, fresh)
    _say(f"{year} 年的数据冻结于 {taken.taken_at[:16].replace('T', ' ')}（UTC），编号 {taken.snapshot_id}。")
    jobs = jobs_of(reader.viewer, taken, units)
    if not jobs:
        raise UserError(f"{year} 年没有任何学校或支部有数据，不出材料。请换一个年度，或先导入那年的台账。")
    _say_what_is_missing(jobs)
    with plain_bar("生成材料") as progress:
        made = batch.run(home, reader.viewer, made_by, taken, template_of(home), jobs, out, progress)
    _say_what_was_made(made, out)
    return not any(one.problem for one in made)


def _say_what_is_missing(jobs: Sequence[Job]) -> None:
    units = [one for one in jobs if not one.is_volume]
    waiting = [one for one in units if one.missing]
    _say(f"{len(units)} 个单位，{len(units) - len(waiting)} 个数据齐全，{len(waiting)} 个还缺台账。")
    if waiting:
        table(("单位", "还缺什么"), [(one.unit_name, one.missing) for one in waiting[:20]])


def _say_what_was_made(made: Sequence[JobResult], out: Path) -> None:
    failed = [one for one in made if one.problem]
    for one in failed[:20]:
        _say(f"没有生成 {one.job.unit_name}：{one.problem}")
    volumes = [one for one in made if one.job.is_volume and not one.problem]
    if volumes:
        _say(f"全区汇总工作簿和一页简报在 {out / volumes[0].job.folder}。")
    _say(f"生成 {len(made) - len(failed)} 份材料，目录和压缩包在 {out}。仅供参考，不代替评议结论。")


def verify(home: Path, what: str) -> bool:
    """Print the verdict on a file (if there is one of that name) or a code; True if genuine and current."""
    path = Path(what)
    verdict = (
        checking.check_file(home, path.name, path.read_bytes()) if path.is_file() else checking.check_code(home, what)
    )
    for sentence in verdict.sentences:
        _say(sentence)
    audit.record(
        home,
        role=ADMIN,
        unit=getpass.getuser(),
        action="verify",
        object=path.name,
        detail="真" if verdict.is_genuine else "未认可",
    )
    return verdict.is_genuine and verdict.is_current


def _district_reader(home: Path) -> Reader:
    """Return the reader that the command line is: the district office, reading the published build."""
    build = connection.published_build(home)
    if build is None:
        raise UserError("还没有发布过数据。请先运行 ingest 和 build。")
    districts = database_units.identities(Reader(OWNER, build), "district")
    if districts.is_empty():
        raise UserError("数据里没有区级党组织，不能出材料。请先导入党组织名册并 build。")
    return Reader(Viewer(ADMIN, "district", str(districts["unit_id"][0])), build)


def _snapshot(home: Path, reader: Reader, year: int, fresh: bool) -> Snapshot:
    kept = snapshots(home, year)
    if kept and not fresh:
        if kept[0].build_id != reader.build.build_id:
            _say("用的是已经冻结的数据；冻结以后数据又更新过，要用最新数据请加 --fresh。")
        return kept[0]
    info = definitions.build_info(reader)
    if year < info.first_year:
        raise UserError(
            f"数据从 {info.first_year} 年开始，没有 {year} 年的，不能冻结。请换一个年度，或先导入那年的台账。"
        )
    taken = freeze(home, year, reader.build, info.as_of, ADMIN)
    audit.record(home, role=ADMIN, unit=getpass.getuser(), action="snapshot", object=taken.snapshot_id)
    return taken


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
