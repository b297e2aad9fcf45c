"""A module that is put off is loaded when it is used, and only for whoever imported it meanwhile."""

import subprocess
import sys

from expectations.put_off import put_off


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


def test_great_expectations_loads_without_what_it_draws_distributions_with() -> None:
    """It was put off by the letter and loaded all the same, by the second import of the library's own."""
    code = (
        "import sys; from expectations.great_expectations_adapter import context; context(); "
        "sys.exit(bool({'scipy.linalg', 'altair.vegalite'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, stderr=subprocess.DEVNULL).returncode == 0
