"""Pages as they are now, beside the specs: what they state that the specs do not, and the specs that follow."""

from callsheet.pulling.memory import Before
from callsheet.pulling.plan import Plan, plan
from callsheet.pulling.pulled import Got, Pulled, Wanted, hosts, named, pages, read
from callsheet.pulling.store import Store

__all__ = ["Before", "Got", "Plan", "Pulled", "Store", "Wanted", "hosts", "named", "pages", "plan", "read"]
