"""The names of the vault are there to be hidden, school by school, and are not told."""

import pytest

from samrum_kit.domain.records import Identity
from samrum_kit.errors import SamrumError
from samrum_kit.store import Store
from tests import builders


@pytest.fixture
def named(store: Store) -> Store:
    """Two schools with one pupil each."""
    with store.writing() as transaction:
        transaction.save([
            builders.school(), builders.school("SK-2"), builders.pupil(), builders.pupil("ELEV-0002", school_id="SK-2"),
            Identity(pupil_id="ELEV-0001", given_name="Zoarkvist", family_name="Brombjerg",
                     known_names="Nuffe; Lumikki"),
            Identity(pupil_id="ELEV-0002", given_name="Lysning", family_name="Vænge"),
        ])  # fmt: skip
    return store


@pytest.mark.parametrize(
    ("schools", "shown"),
    [
        (None, "[navn], [navn], [navn], [navn], [navn] og [navn]"),
        (["SK-1"], "[navn], [navn], [navn], [navn], Lysning og Vænge"),
        (["SK-2"], "Zoarkvist, Brombjerg, Nuffe, Lumikki, [navn] og [navn]"),
        (["SK-1", "SK-2"], "[navn], [navn], [navn], [navn], [navn] og [navn]"),
        ([], "Zoarkvist, Brombjerg, Nuffe, Lumikki, Lysning og Vænge"),
    ],
)
def test_a_register_holds_the_names_of_the_schools_that_were_asked_for(named, schools, shown):
    text = "Zoarkvist, Brombjerg, Nuffe, Lumikki, Lysning og Vænge"
    assert named.names(schools).mask(text) == shown


def test_a_register_is_as_new_as_what_is_stored(named):
    assert named.names().mask("Nyland") == "Nyland"
    with named.writing() as transaction:
        transaction.save([Identity(pupil_id="ELEV-0002", given_name="Nyland", family_name="Vænge")])
    assert named.names().mask("Nyland og Lysning") == "[navn] og Lysning"


def test_no_name_is_asked_of_a_closed_store(named):
    named.close()
    with pytest.raises(SamrumError):
        named.names()
