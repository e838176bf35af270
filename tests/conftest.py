"""How much chance there is in a run: none in ``make test``, all there can be in ``make explore``."""

from hypothesis import settings

# how long one example takes depends on what else the machine does
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("ci")
