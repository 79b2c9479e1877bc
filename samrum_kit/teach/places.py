"""The made-up municipalities: their schools, and the names that nobody bears together."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from samrum_kit.domain.records import School
from samrum_kit.domain.vocabulary import SchoolType
from samrum_kit.errors import UnknownName
from samrum_kit.locale import _
from samrum_kit.teach.wording import Texts, Wording, Words, wording

GRADES: dict[str, dict[SchoolType, tuple[int, int]]] = {
    "da": {
        SchoolType.PRIMARY: (0, 6),
        SchoolType.LOWER_SECONDARY: (7, 9),
        SchoolType.COMBINED: (0, 9),
        SchoolType.SPECIAL: (0, 9),
    },
    "nb": {
        SchoolType.PRIMARY: (1, 7),
        SchoolType.LOWER_SECONDARY: (8, 10),
        SchoolType.COMBINED: (1, 10),
        SchoolType.SPECIAL: (1, 10),
    },
}
"""The first and last grade of each type of school; a kindergarten has none."""


class SchoolPlace(Words):
    """A made-up school."""

    name: str
    district: str
    type: SchoolType
    staff: int


class Names(Words):
    """Common given names, and family names that are very common or made up."""

    given: Texts
    family: Texts
    nicknames: Texts


class Municipality(Words):
    """A made-up municipality that works by one of the models."""

    prefix: str
    lang: str
    municipality: str
    schools: Annotated[tuple[SchoolPlace, ...], Field(min_length=1)]

    def school(self, number: int) -> School:
        """Return a school of the municipality, counted from 0; beyond the list the places come again."""
        place = self.schools[number % len(self.schools)]
        again = number // len(self.schools)
        return School(
            school_id=f"{self.prefix}-SK-{number + 1:02}",
            name=f"{place.name} {again + 1}" if again else place.name,
            municipality=self.municipality,
            district=place.district,
            school_type=place.type,
            staff_count=place.staff,
        )

    def words(self, school: School) -> Wording:
        """Return the texts in which people at a school write."""
        return wording(self.lang, kindergarten=school.school_type is SchoolType.KINDERGARTEN)

    def grades(self, school: School) -> tuple[int, int] | None:
        """Return the first and last grade of a school; nothing for a kindergarten."""
        return GRADES[self.lang].get(school.school_type)


@cache
def municipality(model_id: str) -> Municipality:
    """Return the made-up municipality of a collaboration model; another model raises `UnknownName`."""
    places = _places()
    if model_id not in model_ids():
        raise UnknownName(_("The model"), model_id, model_ids())
    return Municipality.model_validate(places[model_id])


def model_ids() -> tuple[str, ...]:
    """Return the models that have a made-up municipality."""
    return tuple(name for name in _places() if name != "names")


@cache
def names(lang: str) -> Names:
    """Return the names of a language."""
    return Names.model_validate(_places()["names"][lang])


@cache
def _places() -> dict[str, dict[str, object]]:
    """Read the file of places once."""
    return tomllib.loads((files("samrum_kit.teach") / "places.toml").read_text(encoding="utf-8"))
