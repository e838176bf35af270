"""One dependency in the Inter-parameter Dependency Language."""

from __future__ import annotations

from callsheet.constraints.idl.read import statements
from callsheet.constraints.kind import Keys, Kind, Statement


def _read(keys: Keys) -> Statement:
    found = statements(keys["idl"])
    if len(found) != 1:
        raise keys["idl"].error(f"{len(found)} dependencies in one rule", "give each its own rule and id")
    return found[0]


KIND = Kind(
    name="idl",
    keys=("idl",),
    schema={"idl": {"type": "string", "minLength": 1}},
    read=_read,
    example={"idl": "IF exr_export==true THEN hdr==true;"},
)
