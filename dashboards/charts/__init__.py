"""Charts that pages and packs share, as pure functions from a frame to a figure; one template, one set of colours."""
