"""In which ways may the service say no to an act on a case?"""

from domain.refusals import Refusal


class AgreementNotInForce(Refusal):
    """The agreement does not hold at the moment of registration (SLA-6.1)."""

    code = "agreement-not-in-force"
    title = "توافقنامه‌ی این خدمت در این تاریخ اعتبار ندارد."
    remedy = "برای آگاهی از زمان پذیرش درخواست با ۱۵۲۱ تماس بگیرید."
    clause = "6.1"


class DuplicateRequest(Refusal):
    """The connection has a request that has not ended."""

    code = "duplicate-request"
    title = "برای این انشعاب درخواست دیگری در جریان است."
    remedy = "همان درخواست را با کد رهگیری خودش پیگیری کنید."
    clause = "3.2"


class IdempotencyKeyReused(Refusal):
    """The same key came with another request."""

    code = "idempotency-key-reused"
    title = "این کلید یکتا پیش‌تر برای درخواست دیگری به کار رفته است."
    remedy = "برای درخواست تازه کلید یکتای تازه بفرستید."
    clause = None


class UnknownCode(Refusal):
    """No request has that tracking code; a code with wrong check digits gets the same answer."""

    code = "unknown-tracking-code"
    title = "درخواستی با این کد رهگیری یافت نشد."
    remedy = "کد رهگیری چهارده‌رقمی را از پیامک ثبت درخواست بازنویسی کنید."
    clause = "3.2"


class NotTheApplicant(Refusal):
    """Who acts is not who applied (SLA-2.1)."""

    code = "not-the-applicant"
    title = "شناسه‌ی ملی با متقاضی این درخواست یکی نیست."
    remedy = "شناسه‌ی ملی متقاضی را بفرستید."
    clause = "2.1"


class NotAsked(Refusal):
    """The service does not wait for this answer now."""

    code = "not-asked"
    title = "این پاسخ اکنون خواسته نشده است."
    remedy = "وضعیت درخواست را ببینید؛ هرگاه پاسخی لازم باشد به شما پیامک می‌شود."
    clause = None


class TooLate(Refusal):
    """The answer came after its deadline."""

    code = "too-late"
    title = "مهلت این پاسخ گذشته است."
    remedy = "می‌توانید درخواست تازه ثبت کنید."
    clause = "3.7"


class AnsweredOtherwise(Refusal):
    """A different answer was given before."""

    code = "answered-otherwise"
    title = "پیش‌تر پاسخ دیگری ثبت شده است."
    remedy = "پاسخ نخست شما معتبر است؛ برای راهنمایی با ۱۵۲۱ تماس بگیرید."
    clause = None


class ReferenceReused(Refusal):
    """The bank told another payment under the same reference before."""

    code = "reference-reused"
    title = "این شماره پیگیری پیش‌تر برای پرداخت دیگری اعلام شده است."
    remedy = "شماره پیگیری و مبلغ را با بانک بازبینی کنید."
    clause = "3.4"


class NoCertificate(Refusal):
    """There is no certificate before the connection is removed and the account settled (SLA-7.1)."""

    code = "no-certificate"
    title = "برای این درخواست گواهی صادر نشده است."
    remedy = "گواهی پس از جمع‌آوری انشعاب و تسویه‌ی حساب صادر می‌شود."
    clause = "7.1"


class NoTerms(Refusal):
    """The terms have not been announced yet (SLA-3.6)."""

    code = "no-terms"
    title = "شرایط فنی و مالی هنوز اعلام نشده است."
    remedy = "پس از آزمایش کنتور، شرایط با پیامک اعلام می‌شود."
    clause = "3.6"
