"""What is live per key, which lines were seen and which batches there are: one small file costs the same for years.

The batches are the truth: whatever stands here was worked out from them, and is worked out anew where it is in doubt.
"""
