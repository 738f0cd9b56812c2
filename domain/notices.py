"""What does a notice say in the end, and how many SMS parts does it take?"""

import math
import re
from collections.abc import Mapping

SINGLE_PART = 70
PART_OF_MANY = 67

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def render(template: str, values: Mapping[str, str]) -> str:
    """The template with each `{name}` replaced by its value, which stays as it is whatever it contains.

    A placeholder without a value is a `ValueError`, and so is a brace that begins or ends none. A value that
    the text does not use is fine: a wording may leave it out.

    >>> render("درخواست {code} ثبت شد.", {"code": "۱۴۰۵"})
    'درخواست ۱۴۰۵ ثبت شد.'
    """
    between = _PLACEHOLDER.sub("", template)
    if "{" in between or "}" in between:
        raise ValueError("a brace in a notice begins or ends no placeholder")
    return _PLACEHOLDER.sub(lambda placeholder: _value(placeholder[1], values), template)


def _value(name: str, values: Mapping[str, str]) -> str:
    if name not in values:
        raise ValueError(f"a notice has the placeholder {name!r}, but no value was given for it")
    return values[name]


def sms_parts(text: str) -> int:
    """How many SMS a Persian text is charged as: 70 characters alone, 67 each when it is split.

    Counted as networks do, in UTF-16: ZWNJ is a character, an emoji two.

    >>> sms_parts("م" * 70), sms_parts("م" * 71)
    (1, 2)
    """
    length = len(text.encode("utf-16-le")) // 2
    return 1 if length <= SINGLE_PART else math.ceil(length / PART_OF_MANY)
