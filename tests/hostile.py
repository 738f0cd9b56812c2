"""What does no honest person send? Texts that mean something elsewhere, and values that are no texts."""

from datetime import datetime
from typing import Any, Final

from domain.persian import TEHRAN

MARKUP: Final = "<script>alert(1)</script>"
FOREIGN: Final = "漢字 😀"
"""Letters that a Persian font does not have."""

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
    "#panic() *b* _u_ $x$ `raw` \\ @label <l> // c",
    "ن" + "\u0651\u0300\u0489" * 40,
    "ا\u200b\u200d\u2060\ufeffب",
    "\x1b[2Ja\x9b31m\x85b\u2028c",
    FOREIGN,
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
