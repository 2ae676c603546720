"""The coach in the browser: streamlit run app.py."""

from coach.ui.app import run

run()
