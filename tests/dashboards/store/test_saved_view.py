"""A saved view is its owner's: found again as it was, shown to and deleted by nobody else."""

from __future__ import annotations

from pathlib import Path

from dashboards.store import saved_view

OWNER = {"role": "学校", "unit": "S1"}
OTHERS = ({"role": "学校", "unit": "S2"}, {"role": "区级查看", "unit": "S1"}, {"role": "", "unit": ""})


def test_a_view_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    query = {"year": "2025", "indicator": "O05", "q": "a&b=c 甲"}
    saved_view.save(tmp_path, **OWNER, name="初中 & [对比]", page="compare", query=query)
    [view] = saved_view.views(tmp_path, **OWNER)
    assert (view.name, view.page, view.query) == ("初中 & [对比]", "compare", query)


def test_nobody_sees_or_deletes_anothers_view(tmp_path: Path) -> None:
    """A view can name a unit that others may not open; its number is easy to guess."""
    saved_view.save(tmp_path, **OWNER, name="本校", page="school", query={"unit": "S1"})
    [view] = saved_view.views(tmp_path, **OWNER)
    for other in OTHERS:
        assert saved_view.views(tmp_path, **other) == []
        saved_view.forget(tmp_path, view.view, **other)
    assert saved_view.views(tmp_path, **OWNER) == [view]
    saved_view.forget(tmp_path, view.view, **OWNER)
    assert saved_view.views(tmp_path, **OWNER) == []


def test_the_same_name_again_replaces_the_view_of_the_same_owner_only(tmp_path: Path) -> None:
    for owner in (OWNER, OTHERS[0]):
        saved_view.save(tmp_path, **owner, name="常看", page="school", query={"year": "2024"})
    saved_view.save(tmp_path, **OWNER, name="常看", page="compare", query={"year": "2026"})
    assert [view.query for view in saved_view.views(tmp_path, **OWNER)] == [{"year": "2026"}]
    assert [view.page for view in saved_view.views(tmp_path, **OTHERS[0])] == ["school"]
