"""What the core does, one operation a file: each flow builds requests, interprets answers, decides the next step."""
