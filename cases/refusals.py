"""In which ways may the service say no to an act on a case?"""

from domain.refusals import BadInput, Refusal


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


class DocumentsNotThroughThisChannel(Refusal):
    """The agreement takes no documents through this channel, as through 1521 (SLA-4.1)."""

    code = "documents-not-through-this-channel"
    title = "مدرک از این راه ارتباطی پذیرفته نمی‌شود."
    remedy = "مدرک را از سایت شرکت، برق من، دفتر پیشخوان یا حضوری ارائه کنید."
    clause = "4.1"


class NotADocument(Refusal):
    """The bytes are of none of the kinds of file that are taken, or the sender calls them something else."""

    code = "not-a-document"
    title = "این پرونده PDF، JPEG یا PNG نیست."
    remedy = "مدرک را به شکل PDF، JPEG یا PNG بفرستید."
    clause = "4.1"


class DocumentTooLarge(Refusal):
    """The document is larger than 5 MB."""

    code = "document-too-large"
    title = "مدرک بزرگ‌تر از ۵ مگابایت است."
    remedy = "مدرک را با اندازه‌ی کمتر از ۵ مگابایت بفرستید."
    clause = "4.1"


class NoDocumentWanted(Refusal):
    """The case needs no document of that kind, or none any more."""

    code = "document-not-wanted"
    title = "این مدرک برای این درخواست خواسته نشده است."
    remedy = "مدرک‌های خواسته‌شده را در پیگیری درخواست ببینید."
    clause = "4.1"


class DocumentsInReview(Refusal):
    """The documents are complete and being reviewed; what is being looked at does not change."""

    code = "documents-in-review"
    title = "مدارک این درخواست در دست بررسی است."
    remedy = "نتیجه‌ی بررسی با پیامک به شما می‌رسد."
    clause = "4.1"


class DocumentsTooLate(Refusal):
    """The deadline of the documents has passed."""

    code = "documents-too-late"
    title = "مهلت ارائه‌ی مدارک گذشته است."
    remedy = "می‌توانید درخواست تازه ثبت کنید."
    clause = "4.1"


class TooManyDocuments(Refusal):
    """The case has its quota of documents, replaced ones counted."""

    code = "too-many-documents"
    title = "شمار مدرک‌های این درخواست به بیشینه رسیده است."
    remedy = "برای راهنمایی با ۱۵۲۱ تماس بگیرید."
    clause = "4.1"


class TooLateToWithdraw(Refusal):
    """The removal is recorded, or the case has ended (SLA-4.2)."""

    code = "too-late-to-withdraw"
    title = "انصراف پس از ثبت جمع‌آوری انشعاب یا پایان درخواست ممکن نیست."
    remedy = "وضعیت درخواست را ببینید؛ برای برقراری دوباره‌ی برق درخواست انشعاب تازه دهید."
    clause = "4.2"


class RefundAccountNotThroughThisChannel(Refusal):
    """An account for money is not named through this channel: 1521 cannot see who calls."""

    code = "refund-account-not-through-this-channel"
    title = "شبا از این راه ارتباطی پذیرفته نمی‌شود."
    remedy = "شبا را از سایت شرکت، برق من یا دفتر پیشخوان اعلام کنید."
    clause = None


class PayoutPending(Refusal):
    """A payout is on its way; its account cannot change any more."""

    code = "payout-pending"
    title = "واریز بستانکاری شما در دست انجام است و شبا دیگر تغییر نمی‌کند."
    remedy = "نتیجه‌ی واریز با پیامک به شما می‌رسد."
    clause = None


class AccountRejected(Refusal):
    """The bank or finance rejected this very account before: it is not tried again."""

    code = "account-rejected"
    title = "این شبا پیش‌تر پذیرفته نشده است."
    remedy = "شبای دیگری به نام مشترک اعلام کنید."
    clause = None


class NotEndedYet(Refusal):
    """An opinion is asked for when the request has ended (SLA-1.2)."""

    code = "not-ended-yet"
    title = "نظر پس از پایان درخواست گرفته می‌شود."
    remedy = "پس از پیامک پایان درخواست نظر خود را بنویسید."
    clause = "1.2"


class OpinionGiven(Refusal):
    """Another opinion on this request was given before (SLA-1.2)."""

    code = "opinion-given"
    title = "نظر شما درباره‌ی این درخواست پیش‌تر ثبت شده است."
    remedy = "نظر نخست شما در بازبینی توافقنامه به کار می‌رود."
    clause = "1.2"


class BadRating(BadInput):
    """A rating is a whole number from 1 to 5 (SLA-1.2)."""

    code = "rating-out-of-range"
    title = "امتیاز از ۱ تا ۵ است."
    remedy = "عددی از ۱ (بسیار بد) تا ۵ (بسیار خوب) بنویسید."
    clause = "1.2"


class RepresentativeNeeded(BadInput):
    """A legal person acts through somebody (SLA-2.1)."""

    code = "representative-needed"
    title = "شخص حقوقی باید نماینده داشته باشد."
    remedy = "نسبت، کد ملی و نام نماینده را بنویسید."
    clause = "2.1"


class RelationDoesNotFit(BadInput):
    """Nobody represents a natural person as the representative of a legal one (SLA-2.1)."""

    code = "relation-does-not-fit"
    title = "نماینده‌ی شخص حقوقی برای شخص حقیقی اقدام نمی‌کند."
    remedy = "نسبت نماینده با متقاضی را بازبینی کنید."
    clause = "2.1"


class RepresentsHimself(BadInput):
    """Applicant and representative are one person (SLA-2.1)."""

    code = "represents-himself"
    title = "متقاضی و نماینده یک نفرند."
    remedy = "اگر خود مشترک درخواست می‌دهد نماینده ننویسید."
    clause = "2.1"


class SamePerson(Refusal):
    """Who asked for a payout, or named its account, cannot approve it: four eyes (SLA-7.1)."""

    code = "same-person"
    title = "درخواست‌کننده‌ی پرداخت یا ثبت‌کننده‌ی شبا نمی‌تواند آن را تأیید کند."
    remedy = "تأیید را به همکار دیگری در امور مالی بسپارید."
    clause = "7.1"


class NotUnmatched(Refusal):
    """The payment is not there, belongs to a case, or was paid back."""

    code = "not-unmatched"
    title = "این پرداخت در فهرست وجوه نامشخص نیست."
    remedy = "فهرست وجوه نامشخص را تازه کنید."
    clause = "7.1"


class CaseHasEnded(Refusal):
    """Money is placed on a case only while its account is open."""

    code = "case-has-ended"
    title = "حساب این درخواست بسته است و پرداختی به آن افزوده نمی‌شود."
    remedy = "وجه را به پرداخت‌کننده بازگردانید."
    clause = "7.1"


class NothingToReturn(Refusal):
    """Nothing of this case waits to be paid back."""

    code = "nothing-to-return"
    title = "از این درخواست وجهی برای بازگرداندن نمانده است."
    remedy = "مانده‌ی حساب را در صفحه‌ی درخواست ببینید."
    clause = "7.1"


class ReturnUnderWay(Refusal):
    """This money is already asked to be paid back, or on its way."""

    code = "return-under-way"
    title = "بازگرداندن این وجه پیش‌تر درخواست شده است."
    remedy = "نتیجه‌ی درخواست پیشین را ببینید."
    clause = "7.1"


class NotAwaitingApproval(Refusal):
    """The payout was approved, declined, or never asked for."""

    code = "not-awaiting-approval"
    title = "این پرداخت در انتظار تأیید نیست."
    remedy = "فهرست پرداخت‌های در انتظار تأیید را تازه کنید."
    clause = "7.1"
