"""The models, read once, and a way to prepare a meeting from a few records."""

from collections.abc import Callable
from datetime import date

import pytest

from samrum_kit.domain.vocabulary import Forum
from samrum_kit.models import CollaborationModel, shipped_models
from samrum_kit.review.preparation import MeetingAnalysis, prepare
from samrum_kit.review.registry import signatures
from tests.builders import TODAY, Fact, school_file_of

HOME = {
    Forum.SAMRUM: "aalborg_samrum",
    Forum.DIALOGUE: "aalborg_samrum",
    Forum.TRIVSELSFORUM: "trivselsforum_ssp",
    Forum.RESSURSTEAM: "baerum_ressursteam",
    Forum.NETWORK: "haderslev",
    Forum.DISTRICT_COUNCIL: "haderslev",
    Forum.PKU: "haderslev",
    Forum.TEAM: "haderslev",
}
"""The model that describes each forum."""

Prepared = Callable[..., MeetingAnalysis]


@pytest.fixture(scope="session")
def models() -> dict[str, CollaborationModel]:
    """Return the models that come with the package."""
    return shipped_models(signatures())


@pytest.fixture(scope="session")
def prepared(models: dict[str, CollaborationModel]) -> Prepared:
    """Prepare today's meeting of a forum from records."""

    def prepared(
        forum: str, *facts: Fact, on: date = TODAY, model: CollaborationModel | None = None
    ) -> MeetingAnalysis:
        known = Forum(forum)
        return prepare(school_file_of(*facts, as_of=on), model or models[HOME[known]], known, on)

    return prepared
