"""Callsheet: documentation pages in; typed clients, validators and price tables out."""

__version__ = "0.1.0"
