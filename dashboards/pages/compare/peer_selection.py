"""与谁比: who everyone is compared with, named and counted; the reader may choose a wider group or other peers, kept in
the address."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboards.database import units
from dashboards.database.peers import peer_groups, smallest_peer_group
from dashboards.pages.compare import wording
from dashboards.shared.labels import LEVELS
from dashboards.shared.markdown import escaped
from dashboards.widgets.filter_bar import Choice
from dashboards.widgets.multi_select import Picked, several
from dashboards.widgets.url_state import choose, leave
from dashboards.widgets.visit import Visit

MOST_PEERS, MOST_PICKED = 60, 6


@dataclass(frozen=True)
class PeerSelection:
    """The chosen peers or wider group, the units picked to be marked and seen side by side, and all in words."""

    peers: Picked
    wider: str
    picked: Picked
    sentence: str
    names: dict[str, str]

    @property
    def address(self) -> str:
        """Who takes the place of the default peers, as the queries want it: ids, a wider group, or nothing."""
        return self.peers.address or self.wider

    def filters(self, choice: Choice) -> dict[str, str]:
        """Return what was chosen in words, for downloads."""
        words = {"与谁比": self.sentence.replace("**", "")}
        if self.peers.ids:
            words["与谁比（名单）"] = "、".join(self.names[one] for one in self.peers.ids)
        if self.picked.ids:
            words["标出的单位"] = "、".join(self.names[one] for one in self.picked.ids)
        return choice.filters | words


def panel(visit: Visit, choice: Choice) -> PeerSelection:
    """Say who is compared with whom, and draw the boxes that change it and that pick units to see side by side."""
    offered = units.units(visit.reader, choice.level)
    names = {str(unit): str(name) for unit, name in offered.select("unit_id", "unit_name").rows()}
    noun = LEVELS[choice.level]
    picked = several(f"标出并排看的{noun}（最多{MOST_PICKED}个）", "pick", names, MOST_PICKED)
    line = st.container()
    with st.expander("与谁比：默认同类、放宽或自选", key="against_panel"):
        place = (choice.indicator, choice.level, choice.period_type, choice.period_start)
        groups = peer_groups(visit.reader, *place)
        peers, wider = Picked(), ""
        if groups.height:
            wider = wider_group()
            peers = several(f"换成我选的{noun}（至少5个，最多{MOST_PEERS}个）", "peers", names, MOST_PEERS)
            if peers.ids or peers.unknown:
                st.button("恢复默认同类", key="default_peers", on_click=leave, args=("peers",))
        _default_groups(choice.level, groups)
    smallest = smallest_peer_group(visit.reader)
    wider = "" if peers.ids else wider
    sentence = wording.describe_peer_choice(choice.level, len(peers.ids), smallest, groups)
    if wider:
        sentence = wording.describe_wider(choice.level, wider, visit.viewer.role)
    line.markdown(sentence)
    for chosen, most in ((peers, MOST_PEERS), (picked, MOST_PICKED)):
        if chosen.unknown or chosen.too_many:
            line.caption(wording.describe_left_out(chosen.unknown, chosen.too_many, most))
    return PeerSelection(peers, wider, picked, sentence, names)


def wider_group() -> str:
    """Draw the box of the groups wider than the default one; return the chosen one's name, nothing for the default."""
    options = {"group": "默认同类：学段和规模都相同"} | {name: f"放宽：{word}" for name, word in wording.WIDER.items()}
    chosen = choose("与谁比", "against", options, "group", width=320)
    return "" if chosen == "group" else chosen


def _default_groups(level: str, groups: pl.DataFrame) -> None:
    """Draw the default groups, each with the names of its units in full; many of them scroll in a box."""
    if groups.is_empty():
        st.caption("这项指标在这一级没有默认同类组，不与同类比。")
        return
    st.caption(escaped(wording.describe_groups(level, groups)))
    with st.container(height=320 if groups["units"].sum() > MOST_PEERS else "content", border=False, key="peer_groups"):
        st.markdown(wording.describe_members(level, groups))
