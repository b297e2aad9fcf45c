"""The only access to the published warehouse: connection, scope, and queries that several subjects share."""
