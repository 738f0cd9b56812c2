"""What does a fault of a command have in common? A sentence that says what to do."""


class CommandError(Exception):
    """A command could not do its work; the text is a sentence for who typed it, with no secret in it."""
