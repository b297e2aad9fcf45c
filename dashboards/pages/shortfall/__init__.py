"""未达标与预警: what fell short, alert rules, follow-up, the digest of a quarter, 督办单."""
