"""What the indicators mean, written for other tools: Open Semantic Interchange and dbt's semantic layer."""
