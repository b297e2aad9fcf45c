"""A module that is put off is loaded when it is used, and only for whoever imported it meanwhile."""

import sys

from expectations.put_off import put_off


def test_a_module_that_is_put_off_is_loaded_when_it_is_first_used() -> None:
    """Half a second of every command that checks rows went into packages of which nothing was used."""
    sys.modules.pop("wave", None)
    with put_off("wave"):
        import wave as early
    assert "wave" not in sys.modules
    assert callable(early.open)
    import wave

    assert wave is sys.modules["wave"] and wave is not early


def test_what_is_loaded_already_and_what_does_not_exist_are_left_alone() -> None:
    with put_off("json", "no_such_module_here"):
        import json
    assert sys.modules["json"] is json and "no_such_module_here" not in sys.modules
