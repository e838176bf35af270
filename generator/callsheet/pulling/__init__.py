"""Pages as they are now, beside the specs: what they state that the specs do not, and the specs that follow."""

from callsheet.pulling.memory import key, recall, remember
from callsheet.pulling.plan import Plan, plan
from callsheet.pulling.pulled import Got, Pulled, Wanted, read, wanted
from callsheet.pulling.store import Store

__all__ = ["Got", "Plan", "Pulled", "Store", "Wanted", "key", "plan", "read", "recall", "remember", "wanted"]
