"""The least that Streamlit can show: one Markdown section, and nothing else."""

import os
from pathlib import Path

import streamlit as st

content = Path(os.environ["BENCH_CONTENT"])
st.markdown(sorted(content.glob("story/*.md"))[0].read_text("utf-8"))
