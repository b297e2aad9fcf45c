"""The one door to the published warehouse: connection, the viewer's scope, and queries that several subjects ask."""
