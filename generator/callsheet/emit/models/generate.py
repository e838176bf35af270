"""Runs datamodel-code-generator as a library: without formatters, so that no tool's version shows in the bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from callsheet.emit.encode.python_text import Code
from callsheet.emit.models.schema import Definitions

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def generated_classes(definitions: Definitions, validators: Mapping[str, Code]) -> tuple[list[Code], Code]:
    """Import lines, and the classes of all definitions; ``validators`` are by class name."""
    source = _generate(definitions)
    head, _, body = source.partition("\n\n\n")
    lines = {line for line in head.splitlines() if re.match(r"from (typing|pydantic) import ", line)}
    imports = [Code(line) for line in sorted(lines, reverse=True)]  # the standard library first
    return imports, Code(_with_rules(definitions.tokens.restore(body.strip()), validators))


def _with_rules(classes: Code, validators: Mapping[str, Code]) -> str:
    def decorated(match: re.Match[str]) -> str:
        validator = validators.get(match[1])
        return f"@enforces({validator})\n{match[0]}" if validator else match[0]

    return re.sub(r"^class (\w+)\(", decorated, classes, flags=re.MULTILINE)


def _generate(definitions: Definitions) -> str:
    # Loaded when it is used: it takes half a second, and most commands emit nothing.
    from datamodel_code_generator import InputFileType, LiteralType, PythonVersion, generate  # noqa: PLC0415
    from datamodel_code_generator.config import GenerateConfig  # noqa: PLC0415
    from datamodel_code_generator.enums import DataModelType  # noqa: PLC0415

    config = GenerateConfig(
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_311,
        formatters=[],
        disable_timestamp=True,
        base_class="_runtime.RequestModel",
        aliases=definitions.aliases,
        enum_field_as_literal=LiteralType.All,
        field_constraints=True,
        skip_root_model=True,
        keep_model_order=True,
        use_double_quotes=True,
        use_schema_description=True,
        use_field_description=True,
        use_single_line_docstring=True,
        use_standard_collections=True,
        use_union_operator=True,
        use_default_kwarg=True,
        use_missing_sentinel=True,
        strict_nullable=True,
    )
    source = generate(json.dumps({"$schema": DRAFT, "$defs": definitions.schemas}), config=config)
    assert isinstance(source, str)  # one module: no output path was given
    return _with_typed_config(
        _omittable(source.replace("'", '"'))
    )  # every text in it is a stand-in or a keyword


def _omittable(source: str) -> str:
    """Our own mark for a field that may be left out: pydantic's is unknown to its older releases and to type checkers."""
    marked = re.sub(
        r"^(    \w+: )(.+) \| MISSING = (Field\(default=)?MISSING",
        r"\1Omittable[\2] = \3UNSET",
        source,
        flags=re.MULTILINE,
    )
    return re.sub(r"^from .* import MISSING\n", "", marked, flags=re.MULTILINE)


def _with_typed_config(source: str) -> str:
    """Annotate the class attribute as pydantic declares it, so that no type checker has to infer it."""
    bare, typed = "    model_config = ConfigDict(", "    model_config: ClassVar[ConfigDict] = ConfigDict("
    if bare not in source:
        return source
    with_import, found = re.subn(
        r"^from typing import ", "from typing import ClassVar, ", source, count=1, flags=re.MULTILINE
    )
    head = (
        with_import
        if found
        else source.replace("from pydantic import", "from typing import ClassVar\n\nfrom pydantic import", 1)
    )
    return head.replace(bare, typed)
