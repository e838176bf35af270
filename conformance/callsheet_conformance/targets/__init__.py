"""What a run can be held against: emitted validators, a recording, an emulated gateway, a live one."""

from callsheet_conformance.targets.emulated import Emulated
from callsheet_conformance.targets.target import Session, Target
from callsheet_conformance.targets.validators import Validators
from callsheet_conformance.targets.wired import Wired

__all__ = ["Emulated", "Session", "Target", "Validators", "Wired"]
