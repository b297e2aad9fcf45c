"""综合得分: the composite of a year, its parts, bands and vetoes."""
