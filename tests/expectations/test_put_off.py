"""A module that is put off is loaded when it is used, and only for whoever imported it meanwhile."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from expectations.put_off import left_out, put_off
from pipeline.settings import PROJECT


def test_a_module_that_is_put_off_is_loaded_when_it_is_first_used() -> None:
    """Two seconds of every command that checks rows went into packages of which nothing was used."""
    sys.modules.pop("wave", None)
    with put_off("wave"):
        import wave as early
        import wave as once_more

        assert once_more is early and not hasattr(early, "__file__")
    assert "wave" not in sys.modules
    assert callable(early.open)
    import wave

    assert wave is sys.modules["wave"] and wave is not early


def test_what_is_loaded_already_and_what_does_not_exist_are_left_alone() -> None:
    with put_off("json", "no_such_module_here"):
        import json
    assert sys.modules["json"] is json and "no_such_module_here" not in sys.modules


def test_a_part_is_put_off_with_its_package() -> None:
    """`from scipy import stats` loaded both, though only the second was used by anybody."""
    for name in [each for each in sys.modules if each.partition(".")[0] == "wsgiref"]:
        del sys.modules[name]
    with put_off("wsgiref", "wsgiref.util"):
        from wsgiref import util
    assert not [each for each in sys.modules if each.partition(".")[0] == "wsgiref"]
    assert util.is_hop_by_hop("connection")


def test_whoever_asks_whether_what_is_put_off_is_installed_is_told_that_it_is() -> None:
    """pyspark asks of scipy: every delivery ended in a traceback where both were installed."""
    sys.modules.pop("wave", None)
    with put_off("wave"):
        assert find_spec("wave") is not None
    assert find_spec("wave") is not None and "wave" not in sys.modules


def test_what_is_left_out_is_as_though_not_installed_and_back_afterwards() -> None:
    sys.modules.pop("wave", None)
    with left_out("wave"), pytest.raises(ImportError):
        import wave
    with left_out("json"):
        import json
    import wave

    assert callable(wave.open) and callable(json.loads)


def test_great_expectations_loads_without_what_it_draws_distributions_with(tmp_path: Path) -> None:
    """It was put off by the letter and loaded all the same, by the second import of the library's own.

    An engine beside it, which costs seconds, is not loaded either, though it is installed.
    """
    engine = tmp_path / "pyspark"
    engine.mkdir()
    (engine / "__init__.py").write_text("raise ValueError('loaded')", encoding="utf-8")
    code = (
        "import sys; from expectations.great_expectations_adapter import context; context(); "
        "sys.exit(bool({'scipy.linalg', 'altair.vegalite', 'pyspark'} & set(sys.modules)))"
    )
    found = os.pathsep.join((str(tmp_path), str(PROJECT)))
    ran = subprocess.run([sys.executable, "-c", code], check=False, env={**os.environ, "PYTHONPATH": found})
    assert ran.returncode == 0
