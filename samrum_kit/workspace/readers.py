"""Which profile a workspace is opened with, and where it can't be."""

import os

from samrum_kit.errors import ProfileForbids
from samrum_kit.locale import _
from samrum_kit.report.profiles import INTERN, VARIABLE, Profile, profile_named
from samrum_kit.workspace.settings import Settings


def profile_given(name: str | None, settings: Settings) -> Profile:
    """Return the profile that is named, else that of the report being made, else `intern`.

    Raises UnknownName for one that isn't there; ProfileForbids for another than that of the report being made, unless
    that is `intern`, and for one that takes made-up data alone where not all data are.
    """
    of_report = os.environ.get(VARIABLE) or None
    profile = profile_named(name or of_report or INTERN.name)
    if of_report not in {None, INTERN.name, profile.name}:
        raise ProfileForbids(
            _("The notebook opens another profile than {profile}, for which its report is made.").format(
                profile=of_report
            ),
            remedy=_("Let the notebook pass its parameter profile on to sk.open."),
        )
    if profile.made_up_data_alone and not settings.synthetic:
        raise ProfileForbids(
            _("The profile {profile} opens made-up data alone.").format(profile=profile.name),
            remedy=_("Choose a workspace made with “samrum demo”, or the profile intern."),
        )
    return profile
