"""与谁比: who everyone is compared with, named and counted; the reader may choose other peers, kept in the address."""

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
from dashboards.widgets.url_state import leave
from dashboards.widgets.visit import Visit

MOST_PEERS, MOST_PICKED = 60, 6


@dataclass(frozen=True)
class PeerSelection:
    """The chosen peers, the units picked to be seen side by side, and both in words."""

    peers: Picked
    picked: Picked
    sentence: str
    names: dict[str, str]

    def filters(self, choice: Choice) -> dict[str, str]:
        """Return what was chosen in words, for downloads."""
        words = {"与谁比": self.sentence.replace("**", "")}
        if self.peers.ids:
            words["与谁比（名单）"] = "、".join(self.names[one] for one in self.peers.ids)
        if self.picked.ids:
            words["并排看"] = "、".join(self.names[one] for one in self.picked.ids)
        return choice.filters | words


def panel(visit: Visit, choice: Choice) -> PeerSelection:
    """Say who is compared with whom, and draw the boxes that change it and that pick units to see side by side."""
    offered = units.units(visit.reader, choice.level)
    names = {str(unit): str(name) for unit, name in offered.select("unit_id", "unit_name").rows()}
    noun = LEVELS[choice.level]
    line = st.container()
    with st.expander("与谁比、挑几个并排看", key="against"):
        place = (choice.indicator, choice.level, choice.period_type, choice.period_start)
        groups = peer_groups(visit.reader, *place)
        peers = Picked()
        if groups.height:
            peers = several(f"换成我选的{noun}（至少5个，最多{MOST_PEERS}个）", "peers", names, MOST_PEERS)
            if peers.ids or peers.unknown:
                st.button("恢复默认同类", key="default_peers", on_click=leave, args=("peers",))
        picked = several(f"挑出来并排看（最多{MOST_PICKED}个）", "pick", names, MOST_PICKED)
        _default_groups(choice.level, groups)
    smallest = smallest_peer_group(visit.reader)
    sentence = wording.describe_peer_choice(choice.level, len(peers.ids), smallest, groups)
    line.markdown(sentence)
    for chosen, most in ((peers, MOST_PEERS), (picked, MOST_PICKED)):
        if chosen.unknown or chosen.too_many:
            line.caption(wording.describe_left_out(chosen.unknown, chosen.too_many, most))
    return PeerSelection(peers, picked, sentence, names)


def _default_groups(level: str, groups: pl.DataFrame) -> None:
    """Draw the default groups, each with the names of its units in full; many of them scroll in a box."""
    if groups.is_empty():
        st.caption("这项指标在这一级没有默认同类组，不与同类比。")
        return
    st.caption(escaped(wording.describe_groups(level, groups)))
    with st.container(height=320 if groups["units"].sum() > MOST_PEERS else "content", border=False, key="peer_groups"):
        st.markdown(wording.describe_members(level, groups))
