"""The words of the field, said so that anybody understands them."""

from samrum_kit.locale import _


def explained() -> dict[str, str]:
    """Return each word that may need it, and what it means, in the language in use."""
    return {
        _("PPR"): _("The municipality's advisers on children's learning and development: psychologists and others."),
        _("PPV"): _("A written assessment by PPR of what a child needs. The school leader asks for it after agreement with the parents."),  # noqa: E501
        _("PKU"): _("The committee that decides whether a child is offered a special school or class."),
        _("Measure"): _("Something that the adults do, in the class or around the child."),
        _("Sign"): _("Something one can see or hear, that shows whether a goal is coming nearer."),
        _("Evaluation"): _("A look back: what came of the plan, and what happens now."),
        _("Level of effort"): _("How much help there is: preventive (in everyday teaching), targeted (with help from advisers) or intensive (a special offer)."),  # noqa: E501
        _("Consent"): _("That the parents have said yes to something. It can be withdrawn at any time."),
    }
