"""The interval macros, run as SQL, against numbers worked out from the textbook formulas."""

import csv
from pathlib import Path

import duckdb
import pytest
from jinja2 import Environment

from pipeline.settings import PROJECT

EXAMPLES = Path(__file__).parent.parent / "worked_examples"
MACROS = Environment().from_string((PROJECT / "macros" / "intervals.sql").read_text(encoding="utf-8")).module
Z = {"95": MACROS.z_95(), "99.8": MACROS.z_998()}


def examples(name):
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def computed(expression):
    return duckdb.execute(f"select {expression}").fetchall()[0][0]


@pytest.mark.parametrize(("numerator", "denominator", "level", "lower", "upper"), examples("wilson.csv"))
def test_a_proportion_has_the_limits_of_wilson(numerator, denominator, level, lower, upper):
    x, n = f"{numerator}::double", f"{denominator}::double"
    assert computed(MACROS.wilson_limit(x, n, Z[level], "lower")) == pytest.approx(float(lower), abs=1e-9)
    assert computed(MACROS.wilson_limit(x, n, Z[level], "upper")) == pytest.approx(float(upper), abs=1e-9)


@pytest.mark.parametrize(("count", "level", "lower", "upper"), examples("byar.csv"))
def test_a_count_has_the_limits_of_byar_and_none_below_zero(count, level, lower, upper):
    """The formula gives one person a lower 99.8% limit of -0.003 persons."""
    x = f"{count}::double"
    assert computed(MACROS.byar_limit(x, Z[level], "lower")) == pytest.approx(float(lower), abs=1e-9)
    assert computed(MACROS.byar_limit(x, Z[level], "upper")) == pytest.approx(float(upper), abs=1e-9)


@pytest.mark.parametrize(("method", "x", "n", "level", "lower", "upper"), examples("published_limits.csv"))
def test_limits_are_those_that_a_public_health_package_publishes(method, x, n, level, lower, upper):
    for side, expected in (("lower", lower), ("upper", upper)):
        count = f"{x}::double"
        if method == "byars":
            found = computed(MACROS.byar_limit(count, Z[level], side))
        else:
            found = computed(MACROS.wilson_limit(count, f"{n}::double", Z[level], side))
        assert found == pytest.approx(float(expected), rel=1e-6)


FUNNEL = ("numerator", "denominator", "base", "level", "lower", "upper")


@pytest.mark.parametrize(FUNNEL, examples("published_funnel.csv"))
def test_funnel_limits_are_those_that_a_public_health_package_publishes(
    numerator, denominator, base, level, lower, upper
):
    share = f"({numerator}::double / {denominator}::double)"
    for side, expected in (("lower", lower), ("upper", upper)):
        found = 100 * computed(MACROS.funnel_limit(share, f"{base}::double", Z[level], side))
        assert found == pytest.approx(float(expected), abs=1e-6)


def test_no_one_and_everyone_have_limits_within_nothing_and_all():
    for level in Z.values():
        assert computed(MACROS.wilson_limit("0.0", "10.0", level, "lower")) == 0
        assert computed(MACROS.wilson_limit("10.0", "10.0", level, "upper")) == 1
