"""Exports of survey tools: one row a form, mapped by a YAML."""
