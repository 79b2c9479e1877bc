"""A municipality's own model on the ground of another: only what differs is written."""

from collections.abc import Callable
from typing import Any

from samrum_kit.locale import _
from samrum_kit.models.faults import Flaw
from samrum_kit.models.lines import Path

Data = dict[str, Any]

_OWN = {"id", "name", "municipality", "version", "description"}
"""What every model must say of itself."""

_WORDS = ("terms", "roles", "gate_titles", "settings")
_FORUM_KEYS = {"id", "chair", "fixed", "invited", "agenda", "frequency"}
_REWORDING = {"rule", "source", "quote"}
_REQUIREMENT_KEYS = {"id", "severity", "title", "ask", "with"} | _REWORDING


class Overlay:
    """A model laid over its base: `data` is the whole, `flaws` what may not be changed so."""

    def __init__(self, base: Data, own: Data) -> None:
        """Take the data of both as TOML gave them; `base` is changed."""
        self.data = base
        self.flaws: list[Flaw] = []
        self._origins: dict[Path, Path] = {}
        self.data.pop("valid_from", None)
        lists: dict[str, Callable[[Data, Path], None]] = {
            "sources": self._add_source, "forums": self._change_forum, "requirements": self._change_requirement,
        }
        for key in sorted(_OWN - own.keys()):
            self.flaws.append(Flaw((), "model.key_missing", _("The key {key} is missing.").format(key=key)))
        for key, value in own.items():
            if key in lists and isinstance(value, list):
                for number, entry in enumerate(value):
                    if isinstance(entry, dict):
                        lists[key](entry, (key, number))
            elif key in _WORDS and isinstance(value, dict):
                self.data[key] = {**self.data.get(key, {}), **value}
            elif key in _OWN | {"lang", "valid_from", "based_on", *_WORDS, *lists}:
                self.data[key] = value
            else:
                self._refuse((key,))

    def origin(self, path: Path) -> Path:
        """Return where something of the whole stands in the own file."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._origins:
                return self._origins[path[:end]] + path[end:]
        return path

    def _refuse(self, path: Path) -> None:
        """Note a key that an own model can't change."""
        message = _("A model that is based on another can't change {key}.").format(key=path[-1])
        self.flaws.append(Flaw(path, "model.not_overridable", message))

    def _place(self, key: str, entry: Data, path: Path) -> tuple[Data | None, Path]:
        """Return the entry of the base with the same id, if any, and where the result will stand."""
        entries: list[Data] = self.data.setdefault(key, [])
        for number, known in enumerate(entries):
            if known.get("id") == entry.get("id"):
                self._origins[(key, number)] = path
                return known, (key, number)
        self._origins[(key, len(entries))] = path
        return None, (key, len(entries))

    def _add_source(self, entry: Data, path: Path) -> None:
        """Add a document of the municipality's own."""
        self._origins[("sources", len(self.data["sources"]))] = path
        self.data["sources"].append(entry)

    def _change_forum(self, entry: Data, path: Path) -> None:
        """Change who leads and who takes part, the agenda or how often a forum meets."""
        known, place = self._place("forums", entry, path)
        if known is None:
            message = _("The base has no such forum.")
            self.flaws.append(Flaw((*place, "id"), "model.not_overridable", message))
            return
        self._change(known, entry, _FORUM_KEYS, place)

    def _change_requirement(self, entry: Data, path: Path) -> None:
        """Change a requirement of the base, or add one; whoever changes what is required says by which source."""
        known, place = self._place("requirements", entry, path)
        if known is None:
            self.data["requirements"].append(entry)
            return
        if entry.keys() & {"with", *_REWORDING} and not entry.keys() >= _REWORDING:
            message = _("Who changes what a requirement asks must give rule, source and quote.")
            self.flaws.append(Flaw(place, "model.source_missing", message))
        self._change(known, entry, _REQUIREMENT_KEYS, place)

    def _change(self, known: Data, entry: Data, allowed: set[str], place: Path) -> None:
        """Lay the allowed keys of an entry over the base's."""
        for key in entry.keys() - allowed:
            self._refuse((*place, key))
        known.update({key: value for key, value in entry.items() if key in allowed})
