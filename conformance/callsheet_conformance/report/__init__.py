"""One run's results, in every form that people and machines read."""
