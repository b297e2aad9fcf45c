"""What must be known before a row can be landed: whom it names, whether it holds together, what the suite says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import polars as pl

from ingest.draft import Draft
from ingest.feedback.error_guard import catch_errors
from ingest.landing import outcomes
from ingest.landing.absent_columns import (
    adopt_keys,
    brought_sets,
    fill_from_live,
    lacking_required,
)
from ingest.landing.adopted_keys import adopt_keys_by_number
from ingest.landing.checking import Check, Waiting, check_together
from ingest.landing.decide import was_landed_so
from ingest.landing.groups_named_around import fill_groups
from ingest.landing.named_around import fill_organisations
from ingest.landing.not_held import fault_not_held
from ingest.landing.others_rows import fault_others_rows, owners_within
from ingest.landing.remarks import join_remarks
from ingest.landing.schools_named_around import fill_schools
from ingest.landing.standing import Standing
from ingest.landing.store import Store
from ingest.landing.topics_named_around import fill_topics
from ingest.ledger import ROSTER, Ledger, load_ledgers
from ingest.matching.identity import Identity
from ingest.matching.organisation_register import organisations_of, renamings_of, settle
from ingest.matching.organisations import OrganisationIndex
from ingest.matching.people import Named, PeopleRegistry, Stay
from ingest.matching.resolve import HeldThatDay, Known, resolve, topic_key
from ingest.matching.resolve_people import names_persons
from ingest.matching.schools import SchoolIndex
from ingest.schema import BETWEEN, tells_rows_apart
from ingest.sender import Sender

_SETTLING_ROUNDS = 20
_REGISTERS = frozenset({"organisation", "organisation_event"})
"""Ledgers before which the register of organisations is still being changed."""


class Validator:
    """Resolve and check drafts against what is live in the store. Faults and refusals end up in the drafts."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        aliases: dict[str, str],
        as_of: date,
        check: Check,
        sender: Sender | None = None,
    ):
        self._store = store
        self._identity = identity
        self._aliases = aliases
        self._as_of = as_of
        self._check = check
        self._sender = sender
        self._sound_keys: set[str] = set()
        self._told: dict[str, Draft] = {}
        self._index: OrganisationIndex | None = None
        self._registry: PeopleRegistry | None = None

    def validate(
        self,
        drafts: list[Draft],
        events: Sequence[pl.DataFrame],
        standing: Standing,
        say: Callable[[Draft, int], None],
    ) -> None:
        """Resolve and check the drafts of one ledger.

        `events` are the 党组织变动表 of the delivery, as read; `standing` is what counts of the ledger now.
        """
        ledger = drafts[0].ledger
        known = self._known(ledger, events)
        self._sound_keys = set()
        self._told = {}
        if ledger.id == "organisation":
            self._settle(drafts, known, events, standing)
            return
        waiting: list[Waiting] = []
        for number, draft in enumerate(drafts):
            say(draft, number)
            with catch_errors(self._store.root, draft.source.name) as errors:
                fill_groups(draft)
                if not self._fill_from_around(draft, known) and not _may_lack_its_owner(draft):
                    draft.refusal = draft.lacking
                    continue
                fill_topics(draft, load_ledgers()["activity"].column("activity_type"))
                draft.frame, faults = resolve(draft.frame, ledger, known)
                draft.add(faults)
                fault_not_held(draft)
                waiting += self._prepared(draft, standing)
            draft.refusal = errors[0] if errors else draft.refusal
        check_together(waiting, self._check, self._as_of, self._store.root)

    def _fill_from_around(self, draft: Draft, known: Known) -> bool:
        """Fill in the organisations or schools that stand only round a table; False if one is wanted and none does."""
        if "school" in draft.ledger.key:
            return fill_schools(draft, known.schools)
        return known.organisations is None or fill_organisations(draft, known.organisations)

    def _known(self, ledger: Ledger, events: Sequence[pl.DataFrame]) -> Known:
        """Look up what the ledger's own columns need, and nothing else: a roll of a whole district is large."""
        known = Known(self._identity, self._as_of)
        columns = {column.id for column in ledger.columns}
        if columns & {"school", "schools"}:
            schools = self._store.live_frame("school")
            known.schools = SchoolIndex(dict(zip(schools["school_code"], schools["school_name"], strict=True)))
        if columns & {"org", "to_org"}:
            known.organisations = self._organisations_for(ledger, events)
        if names_persons(ledger):
            known.people = self._people_for(ledger)
        if ledger.id == "attendance":
            activities = self._store.live_frame("activity")
            told = activities.select("org_code", "held_on", "topic", "activity_type")
            for org_code, day, topic, kinds in told.iter_rows():
                held = known.activities.setdefault((org_code, day), HeldThatDay())
                held.topics[topic_key(topic)] = topic
                for kind in kinds.split(BETWEEN):
                    held.of_kind.setdefault(kind, set()).add(topic)
            known.kinds = frozenset(load_ledgers()["activity"].column("activity_type").values or ())
        if ledger.id == "survey_return":
            known.surveys = frozenset(self._store.live_frame("survey")["survey_name"].unique())
        return known

    def _organisations_for(self, ledger: Ledger, events: Sequence[pl.DataFrame]) -> OrganisationIndex:
        """Return the register; once it has landed, ledgers that follow have it, and its answers, in common."""
        if ledger.id in _REGISTERS:
            return self._organisations(events)
        if self._index is None:
            self._index = self._organisations(events)
        return self._index

    def _people_for(self, ledger: Ledger) -> PeopleRegistry:
        """Return everybody on the rolls; once these have landed, ledgers that follow have them in common."""
        if ledger.id == ROSTER:
            return self._people()
        if self._registry is None:
            self._registry = self._people()
        return self._registry

    def _organisations(self, events: Sequence[pl.DataFrame]) -> OrganisationIndex:
        organisations = organisations_of(self._store.live_frame("organisation"))
        plain = OrganisationIndex(organisations, aliases=self._aliases)
        renamings = renamings_of(self._store.live_frame("organisation_event"))
        known = {(each.code, each.day) for each in renamings}
        delivered = [each for frame in events for each in renamings_of(frame, plain)]
        renamings += [each for each in delivered if (each.code, each.day) not in known]
        return OrganisationIndex(organisations, renamings, self._aliases) if renamings else plain

    def _people(self) -> PeopleRegistry:
        registry = PeopleRegistry(self._identity)
        known_by = ["person_key", "org_code", "name", "member_no", "id_hash"]
        # Superseded versions too: a newer roster may leave out a number that an older one gave.
        for key, org_code, *named in (
            self._store.all_versions("member").select(known_by).unique(maintain_order=True).iter_rows()
        ):
            registry.add(key, org_code, Named(*named))
        live = self._store.live_frame("member").select("person_key", "org_code", "name", "in_on", "out_on")
        registry.put_on_roll(Stay(*row) for row in live.iter_rows())
        return registry

    def _settle(self, drafts: list[Draft], known: Known, events: Sequence[pl.DataFrame], standing: Standing) -> None:
        """Resolve organisations among themselves until no row rests on one that is going back."""
        live = standing.whole()
        for draft in drafts:
            outcomes.give_keys(draft, self._identity)
            fill_from_live(draft, live)
        all_events = [self._store.live_frame("organisation_event"), *events]
        for round_number in range(_SETTLING_ROUNDS):
            left_out = [_going_back(draft) for draft in drafts]
            frames, faults = settle(
                [draft.frame for draft in drafts], left_out, live, all_events, known.schools, self._aliases, self._as_of
            )
            waiting: list[Waiting] = []
            for draft, frame, own in zip(drafts, frames, faults, strict=True):
                draft.frame = frame
                draft.add(own)
                if round_number == 0:
                    with catch_errors(self._store.root, draft.source.name) as errors:
                        waiting += self._prepared(draft, standing)
                    draft.refusal = errors[0] if errors else draft.refusal
            check_together(waiting, self._check, self._as_of, self._store.root)
            if left_out == [_going_back(draft) for draft in drafts]:
                break
        for draft in drafts:
            outcomes.give_keys(draft, self._identity)
            outcomes.give_hashes(draft, self._identity)  # a later round may have found another parent

    def _within(self) -> frozenset[str] | None:
        """Return the organisations and schools that the sender speaks for; None is all."""
        return None if self._sender is None else owners_within(self._sender, self._store.live_frame("organisation"))

    def _known_rows(self, draft: Draft, standing: Standing) -> pl.DataFrame:
        """Return what is known of the rows of a file before it: what is live, and what files before it brought."""
        known = standing.rows(list(filter(None, draft.row_keys))).frame
        told = {id(other): other for key in draft.row_keys if key is not None and (other := self._told.get(key))}
        if not told:
            return known
        earlier = [_as_live(other, known.columns) for other in told.values()]
        whole = pl.concat([known, *earlier], how="diagonal_relaxed")
        return whole.filter(pl.col("row_key").is_not_null()).unique("row_key", keep="last", maintain_order=True)

    def _remember(self, draft: Draft) -> None:
        """Remember the sound rows of a draft: files after it may lack columns that it has."""
        faulty = draft.faulty_places()
        sound = {key: draft for place, key in enumerate(draft.row_keys) if key is not None and place not in faulty}
        self._sound_keys.update(sound)
        self._told.update(sound)

    def _complete(self, draft: Draft, standing: Standing) -> set[str]:
        """Fill what a file lacks in columns with what is known of its rows; return those of its keys that are live."""
        adopt_keys(draft, standing.rows_like)
        adopt_keys_by_number(draft, standing.whole, self._within)
        fill_from_live(draft, self._known_rows(draft, standing))
        return set(standing.newest(list(filter(None, draft.row_keys))))

    def _prepared(self, draft: Draft, standing: Standing) -> list[Waiting]:
        """Give a draft its keys and hashes and what is live of its rows; return it if its rows are to be checked."""
        outcomes.give_keys(draft, self._identity)
        outcomes.keep_older_keys(draft, self._identity, standing.lean_of_keys)
        live = self._complete(draft, standing) if brought_sets(draft) else set()
        if self._sender is not None:  # whose rows they are may have been filled in from what is live
            fault_others_rows(draft, self._sender, self._store.live_frame("organisation"))
        draft.is_known = bool(draft.row_keys) and live.issuperset(draft.row_keys)
        join_remarks(draft)
        outcomes.give_hashes(draft, self._identity)
        outcomes.fault_conflicts(draft)
        outcomes.flag_equal_groups(draft)
        new, is_all_new = lacking_required(draft, self._sound_keys | live)
        if is_all_new and draft.lacking is not None:
            draft.refusal = draft.lacking
            return []
        draft.add(new)
        self._remember(draft)
        if was_landed_so(draft, standing):
            return []  # there are no rows, or all of them were checked and landed before, and count
        hidden = [pl.lit(None, dtype=pl.String).alias(column.id) for column in draft.ledger.columns if column.sensitive]
        seen = draft.frame.with_columns(hidden).drop("_given_id_hash", strict=False)
        return [Waiting(draft, seen, {(each.sheet, each.row) for each in new} | draft.others.keys())]


def _may_lack_its_owner(draft: Draft) -> bool:
    """Say whether the rows of a draft may be told apart without whose they are."""
    required = frozenset(column.id for column in draft.ledger.required)
    return all(tells_rows_apart(draft.ledger, required - own, own) for own in brought_sets(draft).values())


def _as_live(draft: Draft, columns: Sequence[str]) -> pl.DataFrame:
    """Return the rows of a draft with their keys, as far as they have the columns of landed rows."""
    rows = draft.frame.with_columns(pl.Series("row_key", draft.row_keys, dtype=pl.String))
    return rows.select(name for name in columns if name in rows.columns)


def _going_back(draft: Draft) -> set[int]:
    return draft.faulty_places() if draft.refusal is None else set(range(draft.frame.height))
