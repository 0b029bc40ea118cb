"""The same content as one plain script, as a first Streamlit app is written: all on one page.

It is kind to itself: a choice is marked as soon as it is made (one run of the script, where a
button would take two), and no answer is kept anywhere.
"""

import os
import re
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

CONTENT = Path(os.environ["BENCH_CONTENT"])
EVENTS = 12
CHOICE = re.compile(r"^- \[([ x])\] (.+)$", re.MULTILINE)


def chart(title: str, color: str) -> None:
    figure = go.Figure()
    numbers = list(range(1, EVENTS + 1))
    words = [f"Event {number}" for number in numbers]
    heights = [number * 5 % 7 for number in numbers]
    figure.add_scatter(x=numbers, y=heights, text=words, mode="markers+text", marker_color=color)
    for number in numbers:
        figure.add_vline(x=number, line_width=1)
    figure.update_layout(title=title, height=400)
    st.plotly_chart(figure)


def question(text: str) -> None:
    stem, _, rest = text.partition("\n")
    choices = CHOICE.findall(rest)
    right = [words for tick, words in choices if tick == "x"]
    if len(right) != 1:
        return
    st.subheader(stem)
    given = st.radio("Your answer", [words for _, words in choices], index=None, key=stem)
    why = re.search(r"^Why: (.+)$", rest, re.MULTILINE)
    if given is not None:
        say = st.success if given == right[0] else st.error
        say(f"{'Right' if given == right[0] else 'Not right'}. {why[1] if why else ''}")


site = (CONTENT / "site.md").read_text("utf-8")
st.markdown(site)
for index, path in enumerate(sorted(CONTENT.glob("story/*.md"))):
    st.markdown(path.read_text("utf-8"))
    if index < 3:
        chart(f"Chart {index + 1}", ["#0072b2", "#d55e00", "#00694f"][index])
for path in sorted(CONTENT.glob("quiz/*.md")):
    title, *questions = path.read_text("utf-8").split("\n## ")
    st.header(title.splitlines()[0].lstrip("# "))
    for text in questions:
        question(text)
