"""How reference cases are put to the functions of the house, method by method."""

from collections.abc import Callable, Mapping
from typing import Any

METHODS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {}
