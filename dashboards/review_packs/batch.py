"""Make all packs of a district: worker processes, a progress log, an index and one ZIP.

Every file is written aside and renamed. A second run with the same snapshot and template makes only what is missing or
was changed.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dashboards.review_packs import brief_template, short_form_template
from dashboards.review_packs.docx import filled
from dashboards.review_packs.facts import Facts
from dashboards.review_packs.gather import gather
from dashboards.review_packs.index import index_bytes
from dashboards.review_packs.progress_log import LOCK, PROGRESS_LOG, Job, JobResult, end_line, finished_jobs, is_whole
from dashboards.review_packs.short_form import short_form_bytes
from dashboards.review_packs.silence_logs import quiet
from dashboards.review_packs.snapshot import Snapshot
from dashboards.review_packs.speech import speech_of
from dashboards.review_packs.template import template_of
from dashboards.review_packs.verification_code import code_of
from dashboards.review_packs.volume import Volume
from dashboards.review_packs.write_pack import Templates, entry_of, files_of, register, volume_files_of
from dashboards.shared.fonts import font_files
from dashboards.shared.viewer import Viewer
from dashboards.store import integrity
from dashboards.store.pack import RegisteredFile, now
from ingest.errors import UserError

INDEX = "目录.xlsx"
Progress = Callable[[str, int, int], None]


def run(
    home: Path,
    viewer: Viewer,
    made_by: str,
    snapshot: Snapshot,
    template: Path,
    jobs: Sequence[Job],
    out: Path,
    progress: Progress,
) -> list[JobResult]:
    """Make every pack that `out` does not hold yet, then the index and the ZIP; return all, in the order of `jobs`.

    Raises UserError when another run is writing into the same folder, the fonts are missing or the template is broken.
    """
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / LOCK, timeout=1):
            return _run(home, viewer, made_by, snapshot, template, jobs, out, progress)
    except Timeout as error:
        raise UserError(f"另一个批量任务正在往“{out}”里写。请等它做完，或换一个文件夹。") from error


def _run(
    home: Path,
    viewer: Viewer,
    made_by: str,
    snapshot: Snapshot,
    template: Path,
    jobs: Sequence[Job],
    out: Path,
    progress: Progress,
) -> list[JobResult]:
    short_form = template_of(home, short_form_template.NAME, short_form_template.write)
    templates = {True: (template_of(home, brief_template.NAME, brief_template.write),), False: (template, short_form)}
    mark = {kind: _mark(snapshot, paths) for kind, paths in templates.items()}
    done = _still_good(out, mark)
    end_line(out / PROGRESS_LOG)
    wanted = [one for one in jobs if (one.unit_level, one.unit_id) not in done]
    _check_first(viewer, snapshot, (template, short_form), wanted)
    progress("", len(jobs) - len(wanted), len(jobs))
    context = multiprocessing.get_context("spawn")
    workers = min(4, os.cpu_count() or 1, max(1, len(wanted)))
    with (
        ProcessPoolExecutor(workers, mp_context=context, initializer=quiet) as pool,
        (out / PROGRESS_LOG).open("a", encoding="utf-8") as log,
    ):
        running = [
            pool.submit(_make, viewer, made_by, snapshot, templates[one.is_volume], one, out, mark[one.is_volume])
            for one in wanted
        ]
        for number, future in enumerate(as_completed(running), len(jobs) - len(wanted) + 1):
            one = future.result()
            done[one.job.unit_level, one.job.unit_id] = one
            register(home, viewer.role, made_by, one.files)
            log.write(one.line())
            log.flush()
            progress(one.job.unit_name, number, len(jobs))
    made = [done[one.unit_level, one.unit_id] for one in jobs]
    index = index_bytes(made, snapshot, integrity.head(home))
    _write(out / INDEX, index)
    register(home, viewer.role, made_by, [_entry_of_index(viewer, made_by, snapshot, made, index)])
    _pack(out, made, snapshot)
    return made


def _still_good(out: Path, mark: Mapping[bool, str]) -> dict[tuple[str, str], JobResult]:
    """Return what an earlier run finished with the same data and template, its files still there as written."""
    before = finished_jobs(out).items()
    return {key: one for key, one in before if one.mark == mark[one.job.is_volume] and is_whole(out, one)}


def _check_first(viewer: Viewer, snapshot: Snapshot, templates: Templates, wanted: Sequence[Job]) -> None:
    """Raise UserError before anything is begun when the fonts are missing or a template cannot be filled."""
    font_files()
    for job in wanted:
        if not job.is_volume:
            try:
                facts = gather(viewer, snapshot, job.unit)
            except UserError:
                continue
            filled(templates[0], facts, [])
            short_form_bytes(speech_of(facts), templates[1])
            return


def _make(
    viewer: Viewer, made_by: str, snapshot: Snapshot, templates: tuple[Path, ...], job: Job, out: Path, mark: str
) -> JobResult:
    facts: Facts | Volume
    try:
        if job.is_volume:
            facts, files = volume_files_of(viewer, snapshot, templates[0])
        else:
            facts, files = files_of(viewer, snapshot, job.unit, (templates[0], templates[1]))
    except UserError as error:
        return JobResult(job, mark, problem=str(error))
    folder = out / job.folder
    written = []
    for file in files:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / file.name, file.content)
        except OSError:
            return JobResult(job, mark, problem=f"“{file.name}”写不进去：可能正用 Word 或 WPS 打开着，或磁盘已满。")
        entry = entry_of(facts, file, made_by)
        written.append(RegisteredFile(**{**vars(entry), "file": f"{job.folder}/{file.name}"}))
    return JobResult(job, mark, written)


def _entry_of_index(
    viewer: Viewer, made_by: str, snapshot: Snapshot, made: Sequence[JobResult], index: bytes
) -> RegisteredFile:
    """Return the register's entry of the index: it is full of codes, so 验真 would else take it for an edited pack."""
    code = code_of([snapshot.snapshot_id, INDEX, *(one.code for done in made for one in done.files)])
    title = f"{snapshot.year}年述职评议材料目录"
    sha256 = hashlib.sha256(index).hexdigest()
    return RegisteredFile(
        sha256, code, snapshot.snapshot_id, viewer.unit_level, viewer.unit_id, title, INDEX, now(), made_by
    )


def _mark(snapshot: Snapshot, templates: Sequence[Path]) -> str:
    content = [snapshot.snapshot_id.encode(), *(path.read_bytes() for path in templates)]
    return hashlib.sha256(b"".join(content)).hexdigest()[:16]


def _write(path: Path, content: bytes) -> None:
    with _aside(path) as aside:
        aside.write_bytes(content)


def _pack(out: Path, made: Sequence[JobResult], snapshot: Snapshot) -> None:
    """Write one ZIP with the index first; file by file, so memory stays flat."""
    path = out / f"{snapshot.year}年述职评议材料.zip"
    with _aside(path) as aside, zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as archive:
        archive.write(out / INDEX, INDEX)
        for done in made:
            for one in done.files:
                archive.write(out / one.file, one.file)


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """Yield where a file is written before it takes its name; on a full disk nothing of it stays."""
    aside = path.with_name(path.name + ".tmp")
    try:
        yield aside
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
