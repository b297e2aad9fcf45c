"""Build the warehouse with dbt, publish it, ask it."""
