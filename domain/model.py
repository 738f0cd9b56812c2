"""What is every fact of the domain made of?"""

from collections.abc import Callable

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Frozen(BaseModel):
    """A fact that never changes and knows all its fields; what it refuses never shows in its error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def cleaned(clean: Callable[[str], str]) -> BeforeValidator:
    """Cleans a text field before its length is judged; what is no text is left to be refused."""
    return BeforeValidator(lambda entered: clean(entered) if isinstance(entered, str) else entered)
