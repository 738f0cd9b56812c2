"""What does no honest person send? Texts that mean something elsewhere, and values that are no texts."""

from datetime import datetime
from typing import Any, Final

from domain.persian import TEHRAN

MARKUP: Final = "<script>alert(1)</script>"
LONG: Final = "م" * 10_000
TEXTS: Final = (
    MARKUP,
    '"><img src=x onerror=alert(1)>',
    "\u202eevil\u202c\u200f\u2066",
    '=HYPERLINK("http://x.example")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(A1:A9)",
    LONG,
    "nul\x00inside",
    "{{7*7}}${7*7}%s%n",
    "' OR 1=1; DROP TABLE requests; --",
    "../../../etc/passwd",
    "   ",
    "",
    "\u0660\u0661\u0662\u0663",
)
OTHERS: Final[tuple[Any, ...]] = (None, True, 0, -1, 1.5, 10**30, [], ["a"], {}, {"a": "b"})
OF_AN_ENGINE: Final[tuple[Any, ...]] = (
    *OTHERS,
    *(
        False,
        2**63 - 1,
        -(2**63),
        float("nan"),
        float("inf"),
        "\ud800",
        datetime(2026, 11, 24, tzinfo=TEHRAN),
    ),
)
"""What a variable can hold besides."""
