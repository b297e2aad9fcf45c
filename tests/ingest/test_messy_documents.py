"""Thirty messy Word documents: nearly every cell is right, the rest goes back, and nothing is wrong in silence."""

from collections import Counter

import pytest

from ingest.landing.store import Store
from tests.ingest.messy_documents import FIELDS, Messy, documents
from tests.ingest.small_district import basics, send

RIGHT_AT_LEAST = 0.95


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, list[Messy], dict[str, int]]:
    """Hand all documents in; return how many rows went back of each, a document refused whole having no entry."""
    folder = tmp_path_factory.mktemp("messy")
    store = Store(folder / "home")
    send(store, basics(folder / "in"))
    written = documents(folder)
    receipts = send(store, *(messy.path for messy in written))
    returned = {receipt.file: receipt.returned for receipt in receipts if receipt.refused is None}
    return store, written, returned


def landed(store: Store, messy: Messy) -> Counter[tuple[object, ...]]:
    frame = store.live_frame("activity")
    return Counter(frame.filter(frame["file"] == messy.path.name).select(FIELDS).rows())


def true_rows(messy: Messy) -> Counter[tuple[object, ...]]:
    return Counter(messy.rows)


def test_nothing_lands_that_a_document_does_not_say(handed_in: tuple[Store, list[Messy], dict[str, int]]) -> None:
    store, written, _ = handed_in
    wrong = {messy.path.name: landed(store, messy) - true_rows(messy) for messy in written}
    assert not {name: rows for name, rows in wrong.items() if rows}


def test_what_is_not_landed_has_gone_back(handed_in: tuple[Store, list[Messy], dict[str, int]]) -> None:
    store, written, returned = handed_in
    for messy in written:
        lacking = (true_rows(messy) - landed(store, messy)).total()
        if messy.path.name in returned:
            assert returned[messy.path.name] == lacking + messy.void, messy.path.name


def test_nearly_every_cell_is_right(handed_in: tuple[Store, list[Messy], dict[str, int]]) -> None:
    store, written, _ = handed_in
    said = sum(len(messy.rows) for messy in written) * len(FIELDS)
    right = sum((landed(store, messy) & true_rows(messy)).total() for messy in written) * len(FIELDS)
    assert len(written) == 30 and right / said >= RIGHT_AT_LEAST
