"""Every rule of every ledger: a row that breaks it and a row that just keeps it."""

from collections.abc import Callable
from functools import cache

import pytest

from expectations.suite import load_suites
from ingest.faults import Fault
from tests.expectations import cases_paperwork, cases_registers, cases_work
from tests.expectations.rows import faults_of
from tests.expectations.trials import Case, Row

WRITTEN = cases_registers.WRITTEN | cases_paperwork.WRITTEN | cases_work.WRITTEN


def demanded() -> list[Case]:
    """The rules that follow from the ledgers' own definitions."""
    makers: dict[str, Callable[[str, str], tuple[Row, Row, str]]] = {
        "_required": lambda column, header: ({column: None}, {}, f"“{header}”不能空着"),
        "_one_of": lambda column, header: ({column: "另一种"}, {}, f"“{header}”填的“另一种”不是规定的值"),
        "_not_negative": lambda column, header: ({column: -1}, {}, f"“{header}”是-1，不能是负数"),
    }
    cases = []
    for ledger, suite in load_suites().items():
        for each in suite.expectations:
            for ending, make in makers.items():
                if each.id.endswith(ending) and each.column is not None:
                    cases.append(Case(ledger, each.id, *make(each.column, suite.ledger.column(each.column).header)))
    return cases


CASES = [*(Case(ledger, *trial) for ledger, trials in WRITTEN.items() for trial in trials), *demanded()]


@cache
def judged(ledger: str) -> dict[int, list[Fault]]:
    """All cases of a ledger judged in one batch: the breaking row of a case before its keeping one."""
    changes = [change for case in CASES if case.ledger == ledger for change in (case.breaks, case.keeps)]
    return faults_of(ledger, [*changes, *cases_paperwork.BESIDE.get(ledger, [])])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.ledger}.{case.rule}")
def test_a_row_that_breaks_a_rule_is_told_so_and_one_that_just_keeps_it_is_left_alone(case: Case) -> None:
    expectation = next(each for each in load_suites()[case.ledger].expectations if each.id == case.rule)
    assert expectation.column is not None
    place = 2 * [each for each in CASES if each.ledger == case.ledger].index(case)
    header = load_suites()[case.ledger].ledger.column(expectation.column).header
    heard = [fault for fault in judged(case.ledger)[place] if case.words in fault.message]
    assert [(fault.column, fault.severity) for fault in heard] == [(header, expectation.severity)]
    assert judged(case.ledger)[place + 1] == []


def test_every_rule_has_a_case() -> None:
    """A rule without a case may never fire, and nobody would know."""
    tried = {(case.ledger, case.rule) for case in CASES}
    rules = {
        (ledger, each.id)
        for ledger, suite in load_suites().items()
        for each in suite.expectations
        if not each.is_file_level and each.id != "same_key"
    }
    assert tried == rules
