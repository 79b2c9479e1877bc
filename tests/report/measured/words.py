"""Words that judge, or tell what a test would."""

import re

JUDGING = re.compile(
    r"virke[rde]|effekt|signifikan|bedre|værre|svag|stærk|moderat|anbefal|lykke[st]|p[- ]?værdi|p =", re.IGNORECASE
)
