"""What does the doctor look at? Each part is opened when it is first needed, and changed by nobody here."""

from datetime import datetime
from functools import cached_property

from cases.safekeeping import Clock
from console.drawn import Secrets, read_secrets
from console.engines import engine_for
from console.entry import now, records_address
from console.settings import Settings
from domain.agreement import Agreement
from domain.agreement_file import load
from engine.client import Engine
from records.database import Database


class Patient:
    """An installation, by its settings."""

    def __init__(self, settings: Settings, clock: Clock = now) -> None:
        self.settings = settings
        self._clock = clock

    @property
    def now(self) -> datetime:
        """This machine's clock."""
        return self._clock()

    @cached_property
    def agreement(self) -> Agreement:
        """Its agreement; raises `AgreementError`."""
        return load(self.settings.agreement)

    @cached_property
    def secrets(self) -> Secrets:
        """Its drawn secrets; raises `SecretsError`."""
        return read_secrets(self.settings.home)

    @cached_property
    def database(self) -> Database:
        """Its records, whose tables are left as they are."""
        return Database(records_address(self.settings))

    def close(self) -> None:
        """Gives the database's connections back."""
        if "database" in vars(self):
            self.database.close()

    def engine_as(self, service: str) -> Engine:
        """The engine as one of our services sees it."""
        return engine_for(service, self.settings, self.secrets)
