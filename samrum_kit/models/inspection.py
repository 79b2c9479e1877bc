"""What must hold between the parts of a model: ids, sources, gates, the order of steps, the checks.

It reads the data as TOML gave them, so that a fault in one part hides no fault in another.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from samrum_kit.locale import _
from samrum_kit.models.checks import Checks, check_flaws
from samrum_kit.models.faults import Flaw, did_you_mean
from samrum_kit.models.lines import Path

Data = dict[str, Any]

_UNIQUE_IDS = (
    ("forums",), ("levels",), ("instances",), ("method_bank", "items"), ("flows",), ("flows", "steps"),
    ("perspectives",), ("system_topics",), ("values",), ("key_figures",), ("requirements",),
)


def inspect(data: Data, checks: Checks | None) -> Iterator[Flaw]:
    """Yield every flaw between the parts of a model; without a catalogue the checks are taken on trust."""
    yield from _duplicates(data)
    yield from _unknown_sources(data)
    yield from _mixed_gates(data)
    yield from _unknown_gates(data)
    yield from _step_order(data)
    if checks is not None:
        for path, requirement in tables(data, "requirements"):
            yield from check_flaws(requirement, path, checks)


def tables(data: Data, *keys: str) -> Iterator[tuple[Path, Data]]:
    """Yield the tables in a list, or in the lists inside it, with their paths; what is no table is passed over."""
    found: list[tuple[Path, Any]] = [((), data)]
    for key in keys:
        found = [
            ((*path, key, number), entry)
            for path, table in found if isinstance(table.get(key), list)
            for number, entry in enumerate(table[key]) if isinstance(entry, dict)
        ]
    yield from found


def _duplicates(data: Data) -> Iterator[Flaw]:
    """Find ids and documents that are given twice."""
    for keys, name in (*((keys, "id") for keys in _UNIQUE_IDS), (("sources",), "document")):
        seen: set[str] = set()
        for path, table in tables(data, *keys):
            given = table.get(name)
            if isinstance(given, str) and given in seen:
                yield Flaw((*path, name), "model.duplicate", _("This {key} is given twice.").format(key=name))
            elif isinstance(given, str):
                seen.add(given)


def _unknown_sources(data: Data) -> Iterator[Flaw]:
    """Find references to documents that the model doesn't list."""
    documents = [table.get("document") for _path, table in tables(data, "sources")]
    for path, table in _all_tables(data, ()):
        source = table.get("source")
        if isinstance(source, str) and source not in documents:
            message = _("The source is not one of the documents in sources.")
            yield Flaw((*path, "source"), "model.unknown_source", message)


def _all_tables(value: Any, path: Path) -> Iterator[tuple[Path, Data]]:
    """Yield every table of the data with its path."""
    if isinstance(value, dict):
        yield path, value
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from _all_tables(entry, (*path, key))


def _scopes(data: Data) -> Mapping[str, list[str]]:
    """Return the scopes that the requirements of each gate give, in order."""
    scopes: dict[str, list[str]] = defaultdict(list)
    for _path, requirement in tables(data, "requirements"):
        gate, scope = requirement.get("gate"), requirement.get("scope")
        if isinstance(gate, str) and isinstance(scope, str):
            scopes[gate].append(scope)
    return scopes


def _mixed_gates(data: Data) -> Iterator[Flaw]:
    """Find requirements that look at something else than the first of their gate."""
    scopes = _scopes(data)
    for path, requirement in tables(data, "requirements"):
        gate, scope = requirement.get("gate"), requirement.get("scope")
        if isinstance(gate, str) and isinstance(scope, str) and scope != scopes[gate][0]:
            message = _("All requirements of a gate must look at the same: the first here looks at a {scope}.").format(
                scope=scopes[gate][0])
            yield Flaw((*path, "scope"), "model.mixed_gate", message)


def _unknown_gates(data: Data) -> Iterator[Flaw]:
    """Find gates that a forum or a title names and that have no requirement of the right scope."""
    scopes = _scopes(data)
    for path, forum in tables(data, "forums"):
        named: list[tuple[Path, Any, str]] = [(("meeting_gate",), forum.get("meeting_gate"), "meeting")]
        named += [(("case_gates", number), gate, "case") for number, gate in enumerate(_listed(forum, "case_gates"))]
        for inner, gate, scope in named:
            known = [name for name, given in scopes.items() if given[0] == scope]
            if isinstance(gate, str) and gate not in known:
                message = _("No gate of that name looks at a {scope}.").format(scope=scope) + did_you_mean(gate, known)
                yield Flaw((*path, *inner), "model.unknown_gate", message)
    titles = data.get("gate_titles")
    for gate in titles if isinstance(titles, dict) else ():
        if gate not in scopes:
            message = _("No requirement stands at a gate of that name.") + did_you_mean(gate, scopes)
            yield Flaw(("gate_titles", gate), "model.unknown_gate", message)


def _step_order(data: Data) -> Iterator[Flaw]:
    """Find steps that name unknown steps, and orders that run in a circle."""
    for flow_path, flow in tables(data, "flows"):
        steps: dict[str, tuple[Path, Data]] = {}
        for path, step in tables(flow, "steps"):
            if isinstance(step.get("id"), str):
                steps.setdefault(step["id"], (path, step))
        order: dict[str, list[str]] = {}
        for name, (path, step) in steps.items():
            for key in ("after", "loops_to"):
                for number, other in enumerate(_listed(step, key)):
                    if other not in steps:
                        message = _("No step of this flow has that id.") + did_you_mean(other, steps)
                        yield Flaw((*flow_path, *path, key, number), "model.unknown_step", message)
            order[name] = [other for other in _listed(step, "after") if other in steps]
        try:
            TopologicalSorter(order).prepare()
        except CycleError as error:
            path, _step = steps[error.args[1][0]]
            message = _("The order of the steps runs in a circle: {steps}.").format(steps=" - ".join(error.args[1]))
            yield Flaw((*flow_path, *path, "after"), "model.step_cycle", message)


def _listed(table: Data, key: str) -> list[Any]:
    """Return the list under a key; nothing where there is none."""
    value = table.get(key)
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []
