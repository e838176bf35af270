"""Speaking to a gateway as its transport data says: one exchange at a time, no validation, no retries."""
