"""One model's section, prepared for the template."""

from __future__ import annotations

from dataclasses import dataclass

from callsheet.emit.docs.limits import limits_of
from callsheet.emit.encode.markdown_text import Markdown, cell, code, link, text
from callsheet.emit.schemas.request import inexpressible
from callsheet.layers.model import Fix, Model, Need, Parameter, PriceTable, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPage:
    """All text; empty lists leave their heading out."""

    title: Markdown
    id: Markdown
    summary: Markdown
    parameters: list[Markdown]
    rules: list[Markdown]
    needs: list[Markdown]
    prices: list[Markdown]
    open: list[Markdown]

    @classmethod
    def of(cls, model: Model) -> ModelPage:
        missing = dict(inexpressible(model))
        unsaid = [f"Rule {rule} is not in the JSON Schema: {why}." for rule, why in missing.items()]
        return cls(
            title=link(model.title, model.page),
            id=code(model.id),
            summary=text(model.summary),
            parameters=[_parameter(each) for each in model.walk()],
            rules=[_rule(each) for each in model.rules],
            needs=[_need(each) for each in model.needs],
            prices=[line for table in model.prices for line in _prices(table)],
            open=[text(each) for each in (*model.open, *unsaid)],
        )


def _row(*cells: Markdown) -> Markdown:
    return Markdown(f"| {cell(cells, ' | ')} |")


def _parameter(parameter: Parameter) -> Markdown:
    default = code(_shown(parameter.default)) if parameter.default is not None else Markdown("")
    needed = Markdown("yes" if parameter.required else "")
    return _row(
        code(parameter.path),
        text(parameter.type),
        needed,
        default,
        limits_of(parameter),
        text(parameter.summary),
        _place(parameter.at, parameter.basis),
    )


def _rule(rule: Rule) -> Markdown:
    force = text("error" if rule.is_error else rule.effect if rule.effect != "refused" else "warning")
    fixes = cell([_fix(fix) for fix in rule.fixes], " or ")
    return _row(code(rule.id), force, text(rule.message), fixes, _place(rule.at, rule.basis))


def _fix(fix: Fix) -> Markdown:
    if fix.action == "set":
        return cell(
            [Markdown("set"), code(fix.path), Markdown("to"), cell(code(_shown(v)) for v in fix.values)], " "
        )
    return cell([Markdown("send" if fix.action == "send" else "leave out"), code(fix.path)], " ")


def _need(need: Need) -> Markdown:
    place = _place(need.at, "documented")
    return cell([text(need.summary), Markdown(f"({place})" if place else "")], " ")


def _prices(table: PriceTable) -> list[Markdown]:
    since = text(table.since.isoformat())
    if table.unknown:
        return [_row(since, Markdown(""), text(f"unknown: {table.unknown}"), _place(table.at, table.basis))]
    return [
        _row(
            since,
            code(row.label) if row.label else Markdown("always"),
            text(f"{row.amount} {table.unit} per {table.per}"),
            _place(row.at or table.at, table.basis),
        )
        for row in table.rows
    ]


def _place(at: str, basis: str) -> Markdown:
    place = at.partition("#")[0]
    return text(place if basis == "documented" else f"{place} ({basis})".strip())


def _shown(value: object) -> str:
    return {None: "null", True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
