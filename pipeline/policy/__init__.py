"""Policy as data: read and check indicators, standards and the figures of work reports."""
