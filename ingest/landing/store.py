"""What was landed: immutable batches in Parquet, each with a manifest that is written last and makes it exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

from ingest.errors import UserError
from ingest.landing.counter import next_number
from ingest.landing.live_rows import LiveRows, live_rows
from ingest.landing.manifest import Manifest, read_manifest
from ingest.landing.restated import standing_in
from ingest.landing.sweeping import QUARANTINE, bring_back, set_aside
from ingest.landing.whole_files import write_parquet, write_text
from ingest.ledger import load_ledgers
from ingest.schema import INTAKE, QUALITY, landed_schema

RESTATED = "restated"
"""The folder of rows that a file said again: they stand for those of a batch that is withdrawn."""
WAIT_SECONDS = 300.0
_TRY_SECONDS = 0.2


class Store:
    """The landed part of a home. Reading needs no lock; whoever writes holds `locked()`."""

    def __init__(self, root: Path):
        self.root = Path(root)
        self.landed = self.root / "landed"
        self._manifests: dict[str, tuple[tuple[int, int], Manifest]] = {}
        self._as_read: list[Manifest] | None = None

    def as_it_is(self) -> Store:
        """Return this store with the list of batches as it is now, whatever is landed or withdrawn meanwhile."""
        store = Store(self.root)
        store._as_read = self.manifests()
        return store

    @property
    def identity_key(self) -> Path:
        """The file that holds the key of the hashes."""
        return self.root / "identity.key"

    @property
    def quarantine(self) -> Path:
        """The folder of landed files that no manifest knows: they count for nothing, and nobody deletes them."""
        return self.root / QUARANTINE

    @property
    def receipts(self) -> Path:
        """The folder of receipts and returned workbooks."""
        return self.root / "receipts"

    def parquet(self, kind: str, batch: str) -> Path:
        """Return where a batch keeps its rows (`kind` is the ledger), its `intake` or its `quality` results."""
        return self.landed / kind / f"{batch}.parquet"

    @contextmanager
    def locked(self, waiting: Callable[[str], None] | None = None, seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the home for writing; says so when it has to wait, UserError when it waited in vain."""
        lock = FileLock(self.root / "ingest.lock")
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire(timeout=min(_TRY_SECONDS, seconds))
            except Timeout:
                if waiting is not None:
                    waiting("另一个程序正在入库，正在等它结束……")
                lock.acquire(timeout=seconds)
        except Timeout as error:
            raise UserError(f"另一个程序正在入库，等了 {seconds:.0f} 秒仍未结束。请稍后再试。") from error
        except OSError as error:
            raise UserError(f"数据文件夹“{self.root}”不能写入：{error.strerror}。请检查磁盘和权限。") from error
        try:
            yield
        finally:
            lock.release()

    def batches(self) -> list[Manifest]:
        """Return the manifests of all batches, withdrawn ones too, newest last."""
        return [each for each in self.manifests() if not each.is_witness]

    def witnesses(self, ledger: str) -> list[Manifest]:
        """Return the manifests of files of a ledger that brought nothing new, newest last."""
        return [each for each in self.manifests() if each.is_witness and each.ledger == ledger]

    def manifests(self) -> list[Manifest]:
        """Return all manifests, of batches and of witnesses, newest last."""
        if self._as_read is not None:
            return self._as_read
        found: list[Manifest] = []
        for path in self._manifest_folder.glob("*.json") if self._manifest_folder.is_dir() else ():
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size)
            kept = self._manifests.get(path.stem)
            if kept is None or kept[0] != stamp:
                kept = self._manifests[path.stem] = (
                    stamp,
                    read_manifest(path.read_text(encoding="utf-8", errors="replace"), path.name),
                )
            found.append(kept[1])
        return sorted(found, key=lambda manifest: manifest.sequence)

    def live_manifests(self, ledger: str | None = None) -> list[Manifest]:
        """Return the manifests of batches that still count, of one ledger or of all, newest last."""
        return [each for each in self.batches() if each.is_live and ledger in (None, each.ledger)]

    def active_files(self, ledger: str) -> list[Path]:
        """Return the Parquet files of a ledger's live batches, oldest first."""
        return [self.parquet(ledger, each.batch) for each in self.live_manifests(ledger)]

    def retired(self) -> list[tuple[str, str, int]]:
        """Return (ledger, row key, sequence) of rows that a complete file took out: versions before it are gone."""
        return [(each.ledger, key, each.sequence) for each in self.live_manifests() for key in each.retired]

    def all_versions(self, ledger: str) -> pl.DataFrame:
        """Return every landed row of the ledger's live batches, superseded ones too, in the order of sequence.

        Rows that a live batch only said again count among them where the batch that had brought them was withdrawn.
        """
        landed, again = self._landed(ledger), self.standing_in(ledger)
        return landed if again.is_empty() else _in_order([landed, again])

    def standing_in(self, ledger: str) -> pl.DataFrame:
        """Return the rows that live batches said again and that count in the place of rows of withdrawn ones."""
        return self._standing_in(ledger, self.live_manifests(ledger))

    def _standing_in(self, ledger: str, among: Sequence[Manifest]) -> pl.DataFrame:
        withdrawn = [each.sequence for each in self.batches() if each.ledger == ledger and not each.is_live]
        first = min(withdrawn, default=None)  # what was said again before it was said before it too
        again = [] if first is None else [each for each in among if each.restated and each.sequence > first]
        nothing = pl.DataFrame(schema=landed_schema(load_ledgers()[ledger]))
        frames = [self.restated(each) for each in again]
        if not frames:
            return nothing
        landed = self.without_retired(ledger, self._landed(ledger))  # what was taken out covers nothing said after it
        return standing_in(landed, _in_order([nothing, *frames]))

    def _landed(self, ledger: str) -> pl.DataFrame:
        nothing = pl.DataFrame(schema=landed_schema(load_ledgers()[ledger]))
        return _in_order([nothing, *(_read(path) for path in self.active_files(ledger))])

    def restated(self, manifest: Manifest, columns: Sequence[str] = ()) -> pl.DataFrame:
        """Return the rows that a batch said again, as they would be landed; only some columns, where they are named."""
        return _read(self.parquet(RESTATED, manifest.batch), columns)

    def live_frame(self, ledger: str) -> pl.DataFrame:
        """Return the live rows of the ledger, one a row key: the newest value of every column; see `live_rows`."""
        return self.live_rows(ledger).frame

    def live_rows(self, ledger: str) -> LiveRows:
        """Return the live rows of the ledger without what was retired, and which files gave which columns."""
        return live_rows(self.without_retired(ledger, self.all_versions(ledger)), load_ledgers()[ledger])

    def without_retired(self, ledger: str, versions: pl.DataFrame) -> pl.DataFrame:
        """Return the versions of a ledger that no complete file has taken out."""
        retired = [(key, sequence) for owner, key, sequence in self.retired() if owner == ledger]
        if not retired:
            return versions
        gone = pl.DataFrame(retired, schema={"row_key": pl.String(), "_gone": pl.Int64()}, orient="row")
        gone = gone.group_by("row_key").agg(pl.col("_gone").max())
        joined = versions.join(gone, on="row_key", how="left", maintain_order="left")
        return joined.filter(pl.col("_gone").is_null() | (pl.col("sequence") > pl.col("_gone"))).drop("_gone")

    def has_withdrawn(self, ledger: str) -> bool:
        """Tell whether any batch of the ledger was withdrawn, so that what others said may count in its place."""
        return any(each.ledger == ledger and not each.is_live for each in self.batches())

    def has_partial_versions(self, ledger: str) -> bool:
        """Tell, from keys alone, whether the newest row of any key came in a file that lacked columns."""
        files = self.active_files(ledger)
        if len(files) < 2:
            return False
        told = pl.concat([_read(path, ["row_key", "brought"]) for path in files], how="diagonal_relaxed")
        return (
            "brought" in told.columns and not told.filter(pl.col("row_key").is_duplicated())["brought"].is_null().all()
        )

    def intake(self, ledger: str) -> pl.DataFrame:
        """Return what is recorded of every row received for the ledger in live batches."""
        frames = [pl.DataFrame(schema=INTAKE)]
        for each in self.live_manifests(ledger):
            path = self.parquet("intake", each.batch)
            frames.append(_read(path))
        return pl.concat(frames, how="diagonal_relaxed").select(list(INTAKE))

    def next_sequence(self) -> int:
        """Return the number of the next batch; it is never given again, also if older batches are restored."""
        return next_number(self.root / "batch.counter", max((each.sequence for each in self.manifests()), default=0))

    def commit(
        self,
        manifest: Manifest,
        rows: pl.DataFrame,
        restated: pl.DataFrame,
        intake: pl.DataFrame,
        quality: pl.DataFrame,
    ) -> None:
        """Write a batch. Until its manifest stands, which is written last, nothing of it counts."""
        parts = {manifest.ledger: rows, "intake": intake.select(list(INTAKE)), "quality": quality.select(list(QUALITY))}
        if manifest.restated:
            parts[RESTATED] = restated
        try:
            hashes = {kind: write_parquet(frame, self.parquet(kind, manifest.batch)) for kind, frame in parts.items()}
            self._write(manifest.with_content(hashes))
        except BaseException:
            if not self._manifest_path(manifest).exists():  # nothing of it was landed, so nothing of it stays
                for kind in parts:
                    self.parquet(kind, manifest.batch).unlink(missing_ok=True)
            raise

    def withdraw(self, batch: str, by: str) -> Manifest:
        """Take a batch back: its rows no longer count, and what it had superseded or retired counts again.

        Rows that other files said too count as theirs. UserError if there is no such batch or it was withdrawn before.
        """
        with self.locked():
            known = {each.batch: each for each in self.batches()}
            manifest = known.get(batch)
            if manifest is None:
                raise UserError(f"没有批次“{batch}”。请用 dangjian batches 查看已有的批次。")
            if manifest.withdrawn_at is not None:
                when = f"{manifest.withdrawn_at:%Y-%m-%d %H:%M}（UTC）"
                raise UserError(f"批次“{batch}”已于 {when}由“{manifest.withdrawn_by}”撤回，不能再撤。")
            taken_back = manifest.withdrawn(datetime.now(UTC).replace(tzinfo=None), by)
            self._write(taken_back)
            self.call_witnesses(manifest.ledger)
        return taken_back

    def call_witnesses(self, ledger: str) -> None:
        """Make batches of the witnesses that are needed now that others are withdrawn; the home is locked.

        A run that was killed between the two is made good by the next.
        """
        witnesses = self.witnesses(ledger)
        if not witnesses:
            return
        speaking = set(self._standing_in(ledger, [*self.live_manifests(ledger), *witnesses])["batch"])
        gone = {key for each in self.batches() if each.ledger == ledger and not each.is_live for key in each.retired}
        for witness in witnesses:
            if witness.batch in speaking or gone.intersection(witness.retired):
                self._write(witness.called())

    def _write(self, manifest: Manifest) -> None:
        write_text(manifest.to_text(), self._manifest_path(manifest))
        self._manifests.pop(manifest.batch, None)

    def sweep(self) -> list[Path]:
        """Set aside what a killed run or an incomplete restore left behind, and bring back what is whole again."""
        bring_back(self.landed, self.quarantine, self.manifests())
        return set_aside(self.landed, self.quarantine)

    @property
    def _manifest_folder(self) -> Path:
        return self.landed / "manifest"

    def _manifest_path(self, manifest: Manifest) -> Path:
        return self._manifest_folder / f"{manifest.batch}.json"


def _in_order(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Return landed frames as one with the columns of the first, in the order in which their rows came."""
    whole = pl.concat(frames, how="diagonal_relaxed").select(frames[0].columns)
    return whole.sort("sequence", "row_number", maintain_order=True)


def _read(path: Path, columns: Sequence[str] = ()) -> pl.DataFrame:
    """Read a landed file, or those of `columns` that it has: older batches lack newer columns."""
    try:
        if not columns:
            return pl.read_parquet(path, glob=False)
        with path.open("rb") as file:  # a path would be read as a pattern
            has = pl.read_parquet_schema(file)
        return pl.read_parquet(path, glob=False, columns=[name for name in columns if name in has])
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UserError(
            f"已入库的文件“{path}”丢失或损坏。请用 dangjian restore 从备份中恢复，或撤回批次“{path.stem}”后重新报送。"
        ) from error
