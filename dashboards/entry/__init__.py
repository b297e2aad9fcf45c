"""The script that Streamlit runs for every page."""
