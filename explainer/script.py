"""What Streamlit runs for every visitor: wiring, nothing else."""

from explainer.views import site

site.run()
