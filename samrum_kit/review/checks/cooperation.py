"""Checks on how school, home and advisers work together: contracts, perspectives, concerns, what was tried."""

from samrum_kit.domain.case_file import CaseFile
from samrum_kit.domain.vocabulary import Forum, Party, Perspective, Target
from samrum_kit.review.findings import Outcome, documented, documented_by, missing, not_relevant
from samrum_kit.review.registry import check


@check
def contract_with(file: CaseFile, parties: tuple[Party, ...]) -> Outcome:
    """Documented when a contract has all the parties."""
    fitting = [c for c in file.contracts if set(parties) <= set(c.parties)]
    return documented(*fitting) if fitting else missing(*file.contracts)


@check
def newest_contract_has_review_day(file: CaseFile) -> Outcome:
    """Documented when the newest contract is to be taken up again; of two of one day, one is enough."""
    if not file.contracts:
        return not_relevant()
    newest_day = max(contract.agreed_on for contract in file.contracts)
    newest = [contract for contract in file.contracts if contract.agreed_on == newest_day]
    ahead = [c for c in newest if c.review_on is not None and c.review_on >= file.as_of]
    return documented(*ahead) if ahead else missing(*newest)


@check
def perspective_described(file: CaseFile, perspective: Perspective) -> Outcome:
    """Documented when somebody has described the perspective."""
    return documented_by(*(entry for entry in file.perspectives if entry.perspective is perspective))


@check
def concern_raised(file: CaseFile) -> Outcome:
    """Documented when a concern was raised."""
    return documented_by(*file.concerns)


@check
def discussed_at(file: CaseFile, forum: Forum) -> Outcome:
    """Documented when a held meeting of the forum discussed the case."""
    items = [(held.meeting, item) for held in file.held_meetings(forum) for item in held.items_about(file.case.case_id)]
    discussed = [(meeting, item) for meeting, item in items if item.discussed]
    if discussed:
        return documented(*(record for pair in discussed for record in pair))
    return missing(*(item for _, item in items))


@check
def measure_tested(file: CaseFile) -> Outcome:
    """Documented when a started measure belongs to a started plan that was evaluated."""
    evaluated = {plan.plan_id: file.evaluations_of(plan) for plan in file.started_plans()}
    tested = [m for m in file.started_measures() if m.plan_id is not None and evaluated.get(m.plan_id)]
    if not tested:
        return missing(*file.started_measures())
    plan_ids = dict.fromkeys(m.plan_id for m in tested if m.plan_id is not None)
    return documented(*tested, *(evaluation for plan_id in plan_ids for evaluation in evaluated[plan_id]))


@check
def started_measure(file: CaseFile, target: Target) -> Outcome:
    """Documented when a measure with the target has started."""
    return documented_by(*(m for m in file.started_measures() if m.target is target))
