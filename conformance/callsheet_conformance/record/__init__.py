"""Recording a gateway's answers and playing them back: exact, scrubbed, and honest about where they come from."""
