"""In which ways may a caller be turned away before a case is touched?"""

from domain.refusals import Refusal


class NoKey(Refusal):
    """The call names no key."""

    code = "key-missing"
    title = "کلید فراخواننده فرستاده نشده است."
    remedy = "کلید راه ارتباطی خود را در سرآیند Authorization با واژه‌ی Bearer بفرستید."


class UnknownKey(Refusal):
    """The key is none of ours."""

    code = "key-unknown"
    title = "کلید فراخواننده شناخته نشد."
    remedy = "کلید راه ارتباطی خود را از راهبر سامانه بگیرید."


class NotThroughThisChannel(Refusal):
    """The agreement does not let this be done through the caller's channel (SLA-3.1)."""

    code = "not-through-this-channel"
    title = "این کار از این راه ارتباطی پذیرفته نمی‌شود."
    remedy = "از راه‌هایی که توافقنامه برای این کار نام برده است اقدام کنید."
    clause = "3.1"
