"""How the minutes of a meeting are shared out."""

STEP = 5
LEAST = 10
"""An item that gets less than ten minutes is better left for another meeting (an assumption of the workbench)."""


def room_for(minutes: float) -> int:
    """Return how many items fit into a number of minutes."""
    return max(int(minutes // LEAST), 0)


def shared_out(minutes: float, items: int) -> tuple[float, ...]:
    """Return the minutes of each of several items: alike but for steps of five minutes, and together exactly the whole.

    What is no whole step falls to the last item.
    """
    steps, rest = divmod(minutes, STEP)
    each, left_over = divmod(int(steps), items)
    shares = [float(STEP * (each + (number < left_over))) for number in range(items)]
    shares[-1] += rest
    return tuple(shares)
