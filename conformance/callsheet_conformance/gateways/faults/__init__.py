"""What may go wrong, on demand: named classes of faults, chosen per request or by a seeded plan."""
