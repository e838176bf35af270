"""One encoder per context: the only ways by which text of a spec reaches a generated file."""
