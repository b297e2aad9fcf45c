"""The boxes of 问题整改: year raised, organisation, category, source and state; all of it stands in the address."""

from __future__ import annotations

from dashboards.pages.problems.queries import Chosen, problem_choices
from dashboards.shared.labels import PROBLEM_STATES
from dashboards.widgets import filter_bar, linked_table
from dashboards.widgets.visit import Visit


def chosen(visit: Visit) -> tuple[Chosen, dict[str, str]]:
    """Draw the boxes; return what was chosen and its words for downloads."""
    choice = filter_bar.bar(visit, *filter_bar.names_for(visit, "area"))
    offered = problem_choices(visit.reader)
    years = {str(year): f"{year}年提出" for year in sorted(offered["year"].unique().to_list(), reverse=True)}
    organisations = {str(code): str(name) for code, name in offered.select("org_code", "org_name").unique().rows()}
    organisations = dict(sorted(organisations.items(), key=lambda one: one[1]))
    categories, sources = (
        {str(one): str(one) for one in sorted(offered[column].unique().to_list())}
        for column in ("category", "problem_source")
    )
    states = {state: style.label for state, style in PROBLEM_STATES.items()}
    raised, words = linked_table.filter_choice(choice, "提出年度", "raised", years, "全部年度", 130)
    org, org_words = linked_table.filter_choice(choice, "党组织", "org", organisations, "全部党组织", 190)
    category, category_words = linked_table.filter_choice(choice, "问题类别", "category", categories, "全部类别", 140)
    source, source_words = linked_table.filter_choice(choice, "问题来源", "source", sources, "全部来源", 130)
    state, state_words = linked_table.filter_choice(choice, "状态", "problem_state", states, "全部状态", 140)
    chosen_words = linked_table.standing_now(choice) | words | org_words | category_words | source_words | state_words
    return Chosen(int(raised) if raised else None, choice.area, org, category, source, state), chosen_words
