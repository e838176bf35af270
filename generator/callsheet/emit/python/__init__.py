"""What the emitters of Python code share: names of locals, expressions as conditions, lines."""
