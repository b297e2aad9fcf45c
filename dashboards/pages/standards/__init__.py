"""口径与方法 and 标准模拟: definitions, the history of standards, and trying one out."""
