"""How the published warehouse is shown: pages, figures, downloads. Nothing here computes a rate."""
