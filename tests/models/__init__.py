"""Tests of the models: what the marts say, against a second opinion and against numbers worked out by hand."""
