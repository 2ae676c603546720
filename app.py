"""The coach in the browser: streamlit run app.py."""
