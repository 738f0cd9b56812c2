"""What can go wrong between us and the engine, told apart by what the caller may do about it."""


class EngineAway(Exception):
    """The engine can't be reached, or left before it answered: what was asked may have happened."""

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        super().__init__(f"the engine at {url} does not answer ({reason})")


class EngineError(Exception):
    """The engine answered, and refused: HTTP status, its own type, message and code.

    The message may quote what was sent, so it stays out of the text; read `.message` where that does no harm.
    """

    def __init__(self, status: int, kind: str, message: str = "", code: int | None = None) -> None:
        self.status = status
        self.type = kind
        self.message = message
        self.code = code
        super().__init__(f"the engine answered {status} {kind} (code {code})")


class NobodyWaits(EngineError):
    """No instance waits for the message, and none starts by it: already rung, or not there yet."""
