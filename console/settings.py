"""Where is everything, and how is it reached? Read once, at the entry, from the environment.

Each value is changed by `BARCHIN_` and its name, as in BARCHIN_API_PORT. Passwords and keys that are only
ours stand in no setting: they are drawn, see `console.drawn`. A secret may stand in a file, see
`console.secret_files`.
"""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from console.faults import CommandError
from console.secret_files import read_secret_files

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "gateways" / "samples" / "subscriptions.csv"
HERE = "127.0.0.1"
PREFIX = "BARCHIN_"

Port = Annotated[int, Field(ge=1, le=65535)]


class SettingsError(CommandError):
    """A setting that cannot be right; the sentence names it and never shows its value."""


class Settings(BaseSettings):
    """How this installation differs from the usual one, in which everything runs on this machine."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    home: Path = Path(".barchin")
    """Where drawn secrets, the local database and logs are."""

    database: SecretStr | None = None
    """The records' PostgreSQL as SQLAlchemy's address; without it one runs here, with its data in `home`."""

    engine: str | None = None
    """The engine's REST address, ending in /engine-rest; without it one runs here."""

    public: str | None = Field(default=None, validation_alias=f"{PREFIX}PUBLIC_URL")
    """How links to case pages and certificates begin."""

    engine_port: Port = 8080
    api_port: Port = 8000
    sms_port: Port = 8081
    bank_port: Port = 8083
    metrics_port: Port = 9100
    postgres_port: Port = 5433

    sms_provider: str | None = None
    """Kavenegar's address; without it texts go to the simulator."""

    sms_key: SecretStr = SecretStr("")
    sms_line: str = Field(default="", pattern=r"^[0-9]*$")
    """The number from which texts come."""

    sms_receivers: str = Field(default="", pattern=r"^(everybody|(09[0-9]{9})?(,09[0-9]{9})*)$")
    """Who gets a text from a real provider: `everybody` in production, elsewhere a list of mobiles."""

    sms_receipts_key: SecretStr | None = Field(default=None, min_length=20)
    """Ends the address that the provider calls with receipts; without it they are only asked for."""

    sms_second_provider: str | None = None
    """SMS.ir's address, for what Kavenegar refuses for now; without it that waits.

    With the address of the simulator that `up` starts, and receivers named, it is tried out.
    """

    sms_second_key: SecretStr = SecretStr("")
    sms_second_line: str = Field(default="0", pattern=r"^[0-9]+$")
    """The number from which texts come there."""

    sms_second_port: Port = 8084
    """Of the second provider's simulator that `up` starts."""

    billing_url: str | None = None
    """The billing system's address; without it the register is what was imported, and nobody is told."""

    billing_secret: SecretStr = SecretStr("")
    billing_port: Port = 8082
    """Of the billing simulator that `up` starts."""

    bank: str | None = Field(default=None, validation_alias=f"{PREFIX}BANK_URL")
    """The bank's address for payment orders; without it they go to the simulator."""

    bank_secret: SecretStr = SecretStr("")

    agreement: Path = ROOT / "agreement"
    models: Path = ROOT / "bpmn"
    fonts: Path = ROOT / "build" / "fonts"

    @property
    def engine_url(self) -> str:
        """The engine's REST address."""
        return self.engine or f"http://{HERE}:{self.engine_port}/engine-rest"

    @property
    def public_url(self) -> str:
        """How links begin that people follow."""
        return (self.public or f"http://{HERE}:{self.api_port}").rstrip("/")

    @property
    def sms_url(self) -> str:
        """The address of the SMS provider, or of the simulator in its place."""
        return self.sms_provider or f"http://{HERE}:{self.sms_port}"

    @property
    def bank_url(self) -> str:
        """The address of the bank's payment orders, or of the simulator in its place."""
        return self.bank or f"http://{HERE}:{self.bank_port}"

    def may_receive(self, mobile: str) -> bool:
        """Whether a text may go to that number: the simulator takes all, a provider those that are named."""
        return (
            (self.sms_provider is None and self.sms_second_provider is None)
            or self.sms_receivers == "everybody"
            or mobile in self.sms_receivers.split(",")
        )


def read_settings() -> Settings:
    """The settings as the environment has them; `SettingsError` tells every wrong one at once."""
    try:
        return Settings(**read_secret_files(_secret_names(), PREFIX, os.environ))
    except ValidationError as error:
        raise SettingsError(" ".join(map(_sentence, error.errors()))) from None


def _secret_names() -> list[str]:
    """The settings that may stand in a file: those whose values are shown nowhere."""
    return [name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)]


def _sentence(detail: ErrorDetails) -> str:
    name = str(detail["loc"][0]).upper()
    full_name = name if name.startswith(PREFIX) else PREFIX + name
    return (
        f"{full_name} is not as it must be: {detail['msg']}. Correct it, or take it out of the environment."
    )
