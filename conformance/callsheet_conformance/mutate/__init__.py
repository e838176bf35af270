"""Gateways with one fault each, and which check notices: the suite judged by the faults it catches."""
