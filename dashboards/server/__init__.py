"""Streamlit's built-in words in Chinese, and the page's language."""
