"""What is kept: batches, manifest, live rows, the store."""
