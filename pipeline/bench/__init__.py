"""What the program costs: stages, sizes and ratios measured in one run, beside what they are to cost."""
