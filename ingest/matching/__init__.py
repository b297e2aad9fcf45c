"""Which organisation, school or person a row means."""
