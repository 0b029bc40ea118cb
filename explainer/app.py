"""The site as an ASGI application. `streamlit run explainer/app.py` finds it by its name."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Streamlit puts this file's folder first on sys.path, where our modules would hide others' and
# `import explainer` would fail from a bare clone; the folder above belongs there.
sys.path[:] = [str(ROOT), *(p for p in sys.path if p not in (str(ROOT / "explainer"), str(ROOT)))]

import streamlit as st

from explainer.server import application

# Written out: Streamlit looks for these words in the text, without running it.
app = st.App(Path(__file__).with_name("script.py"), **application())
