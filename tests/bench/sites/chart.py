"""One chart as a plain script draws it, and a button that goes through it step by step.

The figure is the very one that our site draws, and it is read once: only the drawing differs.
"""

import json
import os
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

FAINT = 0.13


@st.cache_data
def told() -> str:
    return Path(os.environ["BENCH_FIGURE"]).read_text("utf-8")


step = st.session_state.setdefault("step", 0)
st.title("Step by step")
figure = go.Figure(json.loads(told()))
for trace in figure.data:
    later = [step > 0 and int(number) > step for number in trace.text]
    trace.marker.opacity = [FAINT if one else 1 for one in later]
st.plotly_chart(figure)


def forward() -> None:
    st.session_state.step += 1


st.button("Next step", on_click=forward)
