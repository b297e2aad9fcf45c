"""验真: whether a pack's code or file is genuine, unchanged and current."""

import streamlit as st

from dashboards import session
from dashboards.components import verdict

visit = session.visit()
st.title("验真")
st.markdown("输入材料上的验真码，或者放入文件，查是不是本系统发出的、有没有改过、是不是最新。")
verdict.by_code(visit)
verdict.by_file(visit)
st.caption("文件只在内存里核对，不保存。Word、Excel 编辑过以后内容就不一致了，以存档件（PDF）为准。")
