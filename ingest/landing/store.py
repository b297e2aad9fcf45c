"""What was landed: immutable batches in Parquet, each with a manifest that is written last and makes it exist."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from filelock import FileLock, Timeout

from ingest.errors import UserError
from ingest.landing.batch_files import RESTATED, BatchFiles
from ingest.landing.compaction import put_together
from ingest.landing.counter import last_number, next_number
from ingest.landing.index.book import Index
from ingest.landing.index.healing import MANIFESTS, manifest_of, stamps
from ingest.landing.index.noting import Notebook
from ingest.landing.index.tables import FILE as INDEX
from ingest.landing.index.tables import remove as remove_index
from ingest.landing.index.whole_ledgers import versions_of_batches
from ingest.landing.live_rows import LiveRows, live_rows
from ingest.landing.manifest import Manifest
from ingest.landing.sweeping import QUARANTINE, bring_back, set_aside
from ingest.landing.versions import Versions
from ingest.landing.waiting_line import take_in_turn
from ingest.landing.whole_files import write_parquet, write_text
from ingest.ledger import load_ledgers
from ingest.schema import INTAKE, QUALITY
from ingest.system_reason import reason

WAITING = "waiting"
"""The folder of those who wait for their turn."""
WAIT_SECONDS = 1800.0
"""How long nobody may move up before whoever waits gives up; a large delivery is landed in less."""


class Store:
    """The landed part of a home. Reading needs no lock; whoever writes holds `locked()`."""

    def __init__(self, root: Path):
        self.root = Path(root)
        self.landed = self.root / "landed"
        self.files = BatchFiles(self.landed)
        self._manifests: dict[str, tuple[str, Manifest]] = {}
        self._as_read: list[Manifest] | None = None
        self._index: Index | None = None
        self._is_locked = False

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
        """Return the file of a batch's own with its rows (`kind` is the ledger), its `intake` or `quality` results."""
        return self.files.parquet(kind, batch)

    @contextmanager
    def locked(self, waiting: Callable[[str], None] | None = None, seconds: float = WAIT_SECONDS) -> Iterator[None]:
        """Hold the home for writing; says its place when it has to wait, UserError when it waited in vain."""
        lock = FileLock(self.root / "ingest.lock")
        try:
            self._make_room_of_its_own()
            take_in_turn(lock, self.root / WAITING, waiting, seconds)
        except Timeout as error:
            raise UserError(f"另一个程序正在入库，等了 {seconds:.0f} 秒仍没有轮到。请稍后再试。") from error
        except OSError as error:
            raise UserError(f"数据文件夹“{self.root}”不能写入：{reason(error)}。请检查磁盘和权限。") from error
        self._is_locked = True
        try:
            yield
        finally:
            self._is_locked = False
            if self._index is not None:
                self._index.close()
                self._index = None
            lock.release()

    @property
    def index(self) -> Index:
        """The index of what is landed, held against the batches when it is opened. The home is locked."""
        if self._index is None:
            if not self._is_locked:
                raise RuntimeError("the index is for whoever holds the lock")
            self._index = Index(self.root, self.files, Notebook)
            if not self._index.is_up_to_date:
                self.sweep()
                self._index.heal()
        return self._index

    def drop_index(self) -> None:
        """Delete the index, which is made anew from the batches when it is asked next. The home is locked."""
        if self._index is not None:
            self._index.close()
            self._index = None
        remove_index(self.root / INDEX)

    def set_right(self) -> None:
        """Make good what a killed run, a restore or another program left behind. The home is locked."""
        self.index.ask.last_sequence()

    @property
    def has_batches(self) -> bool:
        """Whether anything was landed."""
        return self.index.ask.last_sequence() > 0 if self._is_locked else bool(self.manifests())

    def key_marks(self) -> set[str]:
        """Return the fingerprints of the keys with which the batches were landed."""
        if self._is_locked:
            return self.index.ask.key_marks()
        return {each.key for each in self.manifests() if each.key is not None}

    def _make_room_of_its_own(self) -> None:
        """Make the home; until something is landed in it, see to it that nobody else on the machine reads it."""
        self.root.mkdir(parents=True, exist_ok=True)
        if os.name == "posix" and not self.landed.exists():
            self.root.chmod(0o700)

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
        for batch, stamp in stamps(self.landed).items():
            kept = self._manifests.get(batch)
            if kept is None or kept[0] != stamp:
                kept = self._manifests[batch] = (stamp, manifest_of(self.landed, batch))
            found.append(kept[1])
        return sorted(found, key=lambda manifest: manifest.sequence)

    def live_manifests(self, ledger: str | None = None) -> list[Manifest]:
        """Return the manifests of batches that still count, of one ledger or of all, newest last."""
        return [each for each in self.batches() if each.is_live and ledger in (None, each.ledger)]

    def retired(self) -> list[tuple[str, str, int]]:
        """Return (ledger, row key, sequence) of rows that a complete file took out: versions before it are gone."""
        return [(each.ledger, key, each.sequence) for each in self.live_manifests() for key in each.retired]

    def all_versions(self, ledger: str) -> pl.DataFrame:
        """Return every landed row of the ledger's live batches, superseded ones too, in the order of sequence.

        Rows that a live batch only said again count among them where the batch that had brought them was withdrawn.
        """
        return self._versions(ledger).everything

    def standing_in(self, ledger: str) -> pl.DataFrame:
        """Return the rows that live batches said again and that count in the place of rows of withdrawn ones."""
        return self._versions(ledger).standing_in

    def live_frame(self, ledger: str) -> pl.DataFrame:
        """Return the live rows of the ledger, one a row key: the newest value of every column; see `live_rows`."""
        return self.live_rows(ledger).frame

    def live_rows(self, ledger: str) -> LiveRows:
        """Return the live rows of the ledger without what was retired, and which files gave which columns."""
        if self._index is None:
            return live_rows(self._versions(ledger).counted, load_ledgers()[ledger])
        return self._index.live_rows(load_ledgers()[ledger])

    def _versions(self, ledger: str) -> Versions:
        if self._index is not None:
            return self._index.versions(load_ledgers()[ledger])
        of_ledger = [each for each in self.manifests() if each.ledger == ledger]
        return versions_of_batches(self.files, load_ledgers()[ledger], of_ledger)

    def has_withdrawn(self, ledger: str) -> bool:
        """Tell whether any batch of the ledger was withdrawn, so that what others said may count in its place."""
        return any(each.ledger == ledger and not each.is_live for each in self.batches())

    def has_partial_versions(self, ledger: str) -> bool:
        """Tell, from keys alone, whether the newest row of any key came in a file that lacked columns."""
        batches = [each.batch for each in self.live_manifests(ledger)]
        if len(batches) < 2:
            return False
        told = pl.concat(self.files.read(ledger, batches, ["row_key", "brought"]), how="diagonal_relaxed")
        return (
            "brought" in told.columns and not told.filter(pl.col("row_key").is_duplicated())["brought"].is_null().all()
        )

    def intake(self, ledger: str) -> pl.DataFrame:
        """Return what is recorded of every row received for the ledger in live batches, those that stand in too."""
        frames = [self.received_again(ledger)]
        frames += self.files.read("intake", [each.batch for each in self.live_manifests(ledger)])
        return pl.concat(frames, how="diagonal_relaxed").select(list(INTAKE))

    def received_again(self, ledger: str) -> pl.DataFrame:
        """Return what is recorded of the rows that stand in for those of withdrawn batches, as rows accepted."""
        where = ["batch", "sheet", "row_number"]
        places = self.standing_in(ledger).select(where).unique()
        frames = self.files.read("intake", places["batch"].unique().to_list())
        lines = pl.concat([pl.DataFrame(schema=INTAKE), *frames], how="diagonal_relaxed").select(list(INTAKE))
        found = lines.filter(outcome="unchanged").join(places, on=where, how="semi")
        return found.with_columns(outcome=pl.lit("accepted"))

    @property
    def last_sequence(self) -> int:
        """The number that a batch was given last; counted anew where the counter is lost."""
        return last_number(self.root / "batch.counter") or max((each.sequence for each in self.manifests()), default=0)

    def next_sequence(self) -> int:
        """Return the number of the next batch; it is never given again, also if older batches are restored."""
        return next_number(self.root / "batch.counter", self.index.ask.last_sequence())

    def commit(
        self,
        manifest: Manifest,
        rows: pl.DataFrame,
        restated: pl.DataFrame,
        intake: pl.DataFrame,
        quality: pl.DataFrame,
    ) -> None:
        """Write a batch. Until its manifest stands, which is written last, nothing of it counts.

        A kill before the index has it too is made good when the index is opened.
        """
        index = self.index
        parts = {manifest.ledger: rows, "intake": intake.select(list(INTAKE)), "quality": quality.select(list(QUALITY))}
        if manifest.restated:
            parts[RESTATED] = restated
        try:
            hashes = {kind: write_parquet(frame, self.parquet(kind, manifest.batch)) for kind, frame in parts.items()}
            manifest = manifest.with_content(hashes)
            self._write(manifest)
        except BaseException:
            if not self._manifest_path(manifest).exists():  # nothing of it was landed, so nothing of it stays
                for kind in parts:
                    self.parquet(kind, manifest.batch).unlink(missing_ok=True)
            raise
        index.note(manifest, rows, restated, intake)

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
            self._call_witnesses(manifest.ledger)
            self.index.heal()
        return taken_back

    def _call_witnesses(self, ledger: str) -> None:
        """Make batches of the witnesses that are needed now that others are withdrawn; the home is locked.

        A run that was killed between the two is made good by the next.
        """
        witnesses = self.witnesses(ledger)
        if not witnesses:
            return
        of_ledger = [each for each in self.manifests() if each.ledger == ledger]
        counted = versions_of_batches(self.files, load_ledgers()[ledger], of_ledger, with_witnesses=True)
        speaking = set(counted.standing_in["batch"])
        gone = {key for each in of_ledger if each.state == "withdrawn" for key in each.retired}
        for witness in witnesses:
            if witness.batch in speaking or gone.intersection(witness.retired):
                self._write(witness.called())

    def rewrite(self, manifest: Manifest) -> None:
        """Write the manifest of a batch that is landed anew. The home is locked, and its index dropped."""
        self._write(manifest)

    def _write(self, manifest: Manifest) -> None:
        write_text(manifest.to_text(), self._manifest_path(manifest))
        self._manifests.pop(manifest.batch, None)

    def put_together(self, now: datetime) -> None:
        """Put old batches together, by months; looked for once a month, for it takes all manifests. The home is locked.

        `now` is UTC. Whatever goes wrong with it is no matter of who lands a file: the batches stand as they did.
        """
        month = f"{now:%Y-%m}"
        if self.index.ask.mark("put together") != month:
            put_together(self.files, self.manifests(), now)
            self.index.keep_mark("put together", month)

    def sweep(self) -> list[Path]:
        """Set aside what a killed run or an incomplete restore left behind, and bring back what is whole again."""
        bring_back(self.landed, self.quarantine, self.manifests())
        return set_aside(self.landed, self.quarantine)

    def _manifest_path(self, manifest: Manifest) -> Path:
        return self.landed / MANIFESTS / f"{manifest.batch}.json"
