"""An invented district: organisations, people, their history and habits."""
