"""Commands about collaboration models: list, show, check, diff."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from samrum_kit.cli.commands import state
from samrum_kit.cli.terminal import print_text
from samrum_kit.locale import _

if TYPE_CHECKING:
    from samrum_kit.models import KnownModels


class ModelsGroup(TyperGroup):
    """`samrum models haderslev` means `samrum models show haderslev`."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take a first word that is no command for the name of a model."""
        if args and args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(cls=ModelsGroup, invoke_without_command=True, help=_("The models of cooperation."))
    group.callback()(list_models)
    group.command("show", help=_("Show a model: its gates and what they ask for, each with its source."))(show)
    group.command("check", help=_("Check a model file and list every fault with its line."))(check)
    group.command("diff", help=_("What two models ask for differently."))(diff)
    app.add_typer(group, name="models")


def list_models(ctx: typer.Context) -> None:
    """List the known models."""
    if ctx.invoked_subcommand is None:
        known = _known()
        for name in known:
            model = known[name]
            print_text(f"{name:<20} {model.municipality}: {model.name} ({len(model.requirements)})\n")


def show(name: Annotated[str, typer.Argument(metavar="MODEL")]) -> None:
    """Show one model."""
    model = _known().named(name)
    words = {"case": _("case"), "plan": _("plan"), "meeting": _("meeting"), "must": _("must"), "should": _("should")}
    print_text(f"{model.name}\n{model.municipality}\n{model.description}\n")
    for gate, scope in model.gates.items():
        print_text(f"\n{gate} ({words[scope]}): {model.gate_title(gate)}\n")
        for requirement in model.requirements_at(gate):
            print_text(f"  {requirement.id} [{words[requirement.severity]}] {requirement.title}\n")
            print_text(f"    »{requirement.quote}« ({requirement.source})\n")


def check(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Check a model file."""
    from samrum_kit.errors import UsageError
    from samrum_kit.models import read_model
    from samrum_kit.review.registry import signatures

    if not file.is_file():
        raise UsageError(_("The model file is not there."), code="usage.file")
    model = read_model(file, signatures())
    print_text(
        _("{id}: no faults, {number} requirements.").format(id=model.id, number=len(model.requirements)) + "\n"
    )


def diff(
    first: Annotated[str, typer.Argument(metavar="A")], second: Annotated[str, typer.Argument(metavar="B")]
) -> None:
    """Print what two models ask for differently."""
    from samrum_kit.models import differences

    known = _known()
    for difference in differences(known.named(first), known.named(second)):
        print_text(f"{difference}\n")


def _known() -> "KnownModels":
    """Return the models of the package and, where the command line stands in a workspace, its own; no key is needed."""
    from samrum_kit.models import known_models
    from samrum_kit.review.registry import signatures
    from samrum_kit.workspace.settings import MODELS_FOLDER, workspace_folder

    return known_models(workspace_folder(state.workspace) / MODELS_FOLDER, signatures())
