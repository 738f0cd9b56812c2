"""What do all identifiers have in common?"""

import re
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from domain import persian
from domain.refusals import BadInput

# ZWNJ is no white space to a regular expression, yet comes along with pasted text.
_SEPARATORS = re.compile(r"[\s\u200c().-]")


class Identifier(str):
    """A text in its one canonical form. Bad input raises a `BadInput` that never repeats the input."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Normalise and judge the text as it was typed."""
        return super().__new__(cls, cls.read(_SEPARATORS.sub("", persian.normalise(text))))

    @classmethod
    def read(cls, compact: str) -> str:
        """The canonical form of input in ASCII digits and without separators; refuses what cannot be one."""
        raise NotImplementedError

    @property
    def formatted(self) -> str:
        """As people read it, in Persian digits."""
        return persian.digits(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """A text field in a model; a refusal becomes an error of its code, with title and remedy."""
        return core_schema.no_info_after_validator_function(cls._read_field, core_schema.str_schema())

    @classmethod
    def _read_field(cls, text: str) -> Self:
        try:
            return cls(text)
        except BadInput as refusal:
            raise field_error(refusal) from None


def field_error(refusal: BadInput) -> PydanticCustomError:
    """The refusal as pydantic reports it: `type` is its code, `ctx` holds title and remedy."""
    return PydanticCustomError(refusal.code, "{title}", {"title": refusal.title, "remedy": refusal.remedy})


def is_number(compact: str) -> bool:
    """Whether there are only ASCII digits: `isdigit` alone also takes ² and the digits of other scripts."""
    return compact.isascii() and compact.isdigit()
