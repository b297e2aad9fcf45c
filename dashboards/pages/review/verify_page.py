"""验真: whether a pack's code or file is genuine, unchanged and current."""

import streamlit as st

from dashboards.pages.review import verify_panel
from dashboards.widgets.visit import current_visit

visit = current_visit()
st.title("验真")
st.markdown("输入材料上的验真码，或者放入文件，查是不是本系统发出的、有没有改过、是不是最新。")
verify_panel.by_code(visit)
verify_panel.by_file(visit)
st.caption("文件只在内存里核对，不保存。Word、Excel 编辑过以后内容就不一致了，以存档件（PDF）为准。")
