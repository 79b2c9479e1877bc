"""From a TOML file to a collaboration model, or to the list of everything that is wrong with it."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path as FilePath
from re import search
from typing import Any

from pydantic import ValidationError

from samrum_kit.errors import UnknownName
from samrum_kit.locale import _
from samrum_kit.models.checks import Checks, typed
from samrum_kit.models.faults import FaultyModel, Flaw, ModelFault, flaws_of
from samrum_kit.models.inspection import inspect
from samrum_kit.models.lines import Path, line_index, line_of
from samrum_kit.models.overlay import Overlay
from samrum_kit.models.quotes import missing_quotes
from samrum_kit.models.schema import CollaborationModel

SHIPPED = ("haderslev", "aalborg_samrum", "samarbejdsguiden", "trivselsforum_ssp", "baerum_ressursteam")
"""The models that come with the package."""

_SHIPPED_READ: dict[tuple[str, frozenset[str] | None], CollaborationModel] = {}


def load_model(text: str, where: str, checks: Checks | None = None,
               texts: Mapping[str, str] | None = None) -> CollaborationModel:
    """Return the model that a TOML text describes; anything wrong raises `FaultyModel` with every fault and its line.

    Parameters of requirements become values of the types that the catalogue of checks names; without a catalogue they
    stay as written. Where the texts of sources are given, by document, every quote must stand in them.
    """
    data, flaws, origin = _whole(_parsed(text, where), text, where)
    flaws += inspect(data, checks)
    try:
        model = CollaborationModel.model_validate(data)
    except ValidationError as error:
        flaws += flaws_of(error.errors())
    else:
        flaws += _unfound(model, texts or {})
    if flaws:
        raise FaultyModel(where, _located(flaws, text, origin))
    if checks is None:
        return model
    return model.model_copy(update={"requirements": tuple(typed(part, checks) for part in model.requirements)})


def shipped_models(checks: Checks | None = None) -> dict[str, CollaborationModel]:
    """Return the models that come with the package, by id."""
    return {name: _shipped_model(name, checks) for name in SHIPPED}


class KnownModels(Mapping[str, CollaborationModel]):
    """The models that come with the package and a municipality's own, by id; each is read when it is asked for.

    An own model lies in the folder as `<id>.toml`; where the text of a document it quotes lies beside it, the quotes
    must stand in it.
    """

    def __init__(self, folder: FilePath | None, checks: Checks | None) -> None:
        """Take the folder of own models (it need not exist) and the catalogue of checks."""
        own = sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else []
        self._own = {path.stem: path for path in own}
        self._checks = checks
        self._read: dict[str, CollaborationModel] = {}
        for name in SHIPPED:
            if name in self._own:
                message = _("A model of that name comes with the program; give yours another.")
                raise FaultyModel(self._own[name].name, [ModelFault(1, "model.name_taken", message)])

    def __getitem__(self, name: str) -> CollaborationModel:
        """Return a model; an unknown id raises `KeyError`, a faulty file `FaultyModel`."""
        if name not in self._read:
            if name in self._own:
                self._read[name] = self._own_model(self._own[name])
            elif name in SHIPPED:
                self._read[name] = _shipped_model(name, self._checks)
            else:
                raise KeyError(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, those of the package first."""
        yield from (*SHIPPED, *self._own)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(SHIPPED) + len(self._own)

    def named(self, name: str) -> CollaborationModel:
        """Return a model; an unknown id raises `UnknownName`, which offers the nearest known ones."""
        if name not in tuple(self):
            raise UnknownName(_("The model"), name, self)
        return self[name]

    def _own_model(self, path: FilePath) -> CollaborationModel:
        """Read a municipality's own model."""
        model = read_model(path, self._checks)
        if model.id != path.stem:
            message = _("The id of a model is the name of its file without .toml.")
            raise FaultyModel(path.name, [ModelFault(1, "model.file_name", message)])
        return model


def known_models(folder: FilePath | None, checks: Checks | None = None) -> KnownModels:
    """Return the models of the package and those in a folder (a workspace's `models`), each read when asked for."""
    return KnownModels(folder, checks)


def read_model(path: FilePath, checks: Checks | None = None) -> CollaborationModel:
    """Return the model in a file, its quotes held against the source texts that lie beside it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fault = ModelFault(1, "model.encoding", _("The file is not UTF-8 text."))
        raise FaultyModel(path.name, [fault]) from None
    beside = {file.name: _source_text(file.read_bytes()) for file in path.parent.glob("*.txt")}
    return load_model(text, path.name, checks, beside)


def _source_text(data: bytes) -> str:
    """Return the text of a source, which an office may have saved in the Windows code page."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _shipped_model(name: str, checks: Checks | None) -> CollaborationModel:
    """Return a model that comes with the package, read once for a catalogue of checks."""
    known = name, None if checks is None else frozenset(checks)
    if known not in _SHIPPED_READ:
        _SHIPPED_READ[known] = load_model(_shipped_text(name), f"{name}.toml", checks)
    return _SHIPPED_READ[known]


def _shipped_text(name: str) -> str:
    """Return the text of a model that comes with the package."""
    return (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")


def _parsed(text: str, where: str) -> dict[str, Any]:
    """Return the data of a TOML text."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = search(r"line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        message = _("This is not TOML: a quotation mark, bracket or = is missing, or a key stands twice.")
        raise FaultyModel(where, [ModelFault(line, "model.syntax", message)]) from None


def _whole(own: dict[str, Any], text: str, where: str) -> tuple[dict[str, Any], list[Flaw], Callable[[Path], Path]]:
    """Return the data with those of the base beneath, what is wrong with that, and how to find a path in the file."""
    if "based_on" not in own:
        return own, [], lambda path: path
    if own["based_on"] not in SHIPPED:
        message = _("The base is not known. Known: {names}.").format(names=", ".join(SHIPPED))
        flaw = Flaw(("based_on",), "model.unknown_base", message)
        raise FaultyModel(where, _located([flaw], text, lambda path: path))
    overlay = Overlay(tomllib.loads(_shipped_text(own["based_on"])), own)
    return overlay.data, overlay.flaws, overlay.origin


def _unfound(model: CollaborationModel, texts: Mapping[str, str]) -> Iterator[Flaw]:
    """Yield the quotes that don't stand in their source."""
    for quotation in missing_quotes(model, texts):
        message = _("The quote does not stand in {document}.").format(document=quotation.document)
        yield Flaw(quotation.path, "model.quote_not_found", message)


def _located(flaws: list[Flaw], text: str, origin: Callable[[Path], Path]) -> Iterator[ModelFault]:
    """Yield flaws with their lines."""
    lines = line_index(text)
    for flaw in flaws:
        yield ModelFault(line_of(lines, origin(flaw.path)), flaw.code, flaw.message)
