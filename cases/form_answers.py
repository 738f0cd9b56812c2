"""Which answers of a form can be read at all? Browser and engine judge a form, but other calls pass both by.

Whoever may do a task may send the engine any variables with it. What is of another kind than the form's field
or longer than it is left out; its worker sends the form back with the reason, and nobody needs to mend it.
"""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import (
    BaseModel,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from domain.persian import digits, plain

LONGEST_TEXT = 500
"""Of a remark, a reason, a note."""

OF_ANOTHER_KIND = "پاسخی از نوع دیگری است و خوانده نشد؛ فرم را در کارتابل دوباره پر کنید."


UNREADABLE = "پاسخ‌های فرم پیشین خوانا نبود یا بیش از اندازه بلند بود؛ آن را دوباره پر کنید."
"""For the next form, where the last one's answers were kept nowhere."""


class FormAnswers(BaseModel):
    """Answers of a form, texts without control characters; each has a default, for where it is left out."""

    _misread: tuple[str, ...] = PrivateAttr(())

    @property
    def misread(self) -> list[str]:
        """Say in Persian what was left out, and why; never the answer itself."""
        return list(self._misread)

    @model_validator(mode="wrap")
    @classmethod
    def _read_what_can_be_read(cls, given: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return read(_plain(given))
        except ValidationError as error:
            faults = error.errors(include_url=False, include_input=False)
        left_out = {fault["loc"][0] for fault in faults if fault["loc"]}
        answers = read({name: value for name, value in _plain(given).items() if name not in left_out})
        answers._misread = tuple(dict.fromkeys(map(_sentence, faults)))
        return answers


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) if isinstance(value, str) else value for name, value in given.items()}


def _sentence(fault: ErrorDetails) -> str:
    if fault["type"] == "string_too_long":
        return f"متنی بلندتر از {digits(fault['ctx']['max_length'])} نویسه است؛ کوتاه‌تر بنویسید."
    return OF_ANOTHER_KIND
