"""How do two check digits catch every single mistyped digit? By ISO 7064 MOD 97-10."""

MODULUS = 97


def remainder(number: str) -> int:
    """The remainder of a number that carries its check digits; 1 says that they fit."""
    return int(number) % MODULUS


def check_digits(number: str) -> str:
    """The two digits to be put behind the number.

    >>> check_digits("794")
    '44'
    """
    return f"{98 - int(number) * 100 % MODULUS:02}"
