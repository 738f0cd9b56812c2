/** What does a person read when the engine answers with an English sentence? What to do, in Persian. */
const LATIN_WORDS = /[A-Za-z]{3,}/;
const KNOWN = [
  [ /Invalid value submitted for form field|validation of/, 'یکی از مقدارهای فرم پذیرفته نشد. مقدارها را بازبینی کنید و دوباره بفرستید.' ],
  [ /task is null|Cannot find task|No matching task/, 'این کار دیگر باز نیست. فهرست کارها را تازه کنید.' ],
  [ /has already been claimed|is already claimed/, 'همکار دیگری این کار را پیش از شما برداشته است.' ],
];
const OTHER = 'انجام نشد. صفحه را تازه کنید و دوباره بکوشید؛ اگر باز هم نشد، راهبر سامانه را خبر کنید.';

/** The sentence for people; the engine's own stays in the browser's console. */
function message(text) {
  if (!LATIN_WORDS.test(text ?? '')) return text;
  console.warn(text);
  return KNOWN.find(([ pattern ]) => pattern.test(text))?.[1] ?? OTHER;
}

/** The service `Notifications`, with its messages in Persian. */
export const persianNotifications = [ '$delegate', (notifications) => {
  const add = notifications.add;
  notifications.add = (notice) => add.call(notifications, { ...notice, message: message(notice.message) });
  return notifications;
} ];
