/** How are a date and a time written for people? In the Jalali calendar, with Persian digits, by Tehran's clock. */
const DAY = 86_400_000;
const TEHRAN = { timeZone: 'Asia/Tehran' };

const formatter = (options) => new Intl.DateTimeFormat('fa-IR-u-ca-persian', { ...TEHRAN, ...options });
const PARTS = formatter({
  weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});
const NUMBERS = new Intl.DateTimeFormat('en-u-ca-persian', { ...TEHRAN, year: 'numeric', month: 'numeric', day: 'numeric' });
const TWO_DIGITS = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' });

export const WEEKDAYS = [ 'شنبه', 'یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه' ];

const valuesOf = (format, date) => Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [ type, value ]));
const time = (date) => { const { hour, minute } = valuesOf(PARTS, date); return `${hour}:${minute}`; };

function short(date) {
  const { year, month, day } = valuesOf(TWO_DIGITS, date);
  return `${year}/${month}/${day}`;
}

function normal(date) {
  const { year, month, day } = valuesOf(PARTS, date);
  return `${day} ${month} ${year}، ${time(date)}`;
}

/** By the names that the web apps give their formats. */
export const FORMATS = {
  short,
  normal,
  abbr: (date) => `${short(date)}، ${time(date)}`,
  long: (date) => `${valuesOf(PARTS, date).weekday} ${normal(date).replace('،', '، ساعت')}`,
  day: (date) => valuesOf(PARTS, date).day,
  monthName: (date) => { const { year, month } = valuesOf(PARTS, date); return `${month} ${year}`; },
};

/** A moment as the engine writes it (2026-11-24T09:00:00.000+0330), or null where it is none. */
export function moment(value) {
  const date = new Date(typeof value === 'string' ? value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') : value);
  return Number.isNaN(date.getTime()) ? null : date;
}

export const sameDay = (one, other) => short(one) === short(other);

const dayOfMonth = (date) => Number(valuesOf(NUMBERS, date).day);

/** The same time, so many days later. */
export const plusDays = (date, days) => new Date(date.getTime() + days * DAY);

/** The same time, on the first day of that date's Jalali month. */
export const monthStart = (date) => plusDays(date, 1 - dayOfMonth(date));

/** The same time, so many Jalali months later, on the same day or on the month's last. */
export function plusMonths(date, months) {
  let start = monthStart(date);
  for (let left = months; left > 0; left--) start = monthStart(plusDays(start, 32));
  for (let left = months; left < 0; left++) start = monthStart(plusDays(start, -1));
  return plusDays(start, Math.min(dayOfMonth(date), monthLength(start)) - 1);
}

const monthLength = (start) => Math.round((monthStart(plusDays(start, 32)) - start) / DAY);

/** The moment that Tehran's Jalali calendar and clock call so, or null where that day does not exist. */
export function fromJalali(year, month, day, hour, minute) {
  if (month < 1 || month > 12 || hour > 23 || minute > 59) return null;
  // The 25th of March is a day of every Jalali year's first month.
  const date = plusDays(plusMonths(monthStart(new Date(year + 621, 2, 25, hour, minute)), month - 1), day - 1);
  const is = valuesOf(NUMBERS, date);
  return Number(is.year) === year && Number(is.month) === month && Number(is.day) === day ? date : null;
}

/** The weeks of a date's month, from Saturday on; null before its first day and after its last. */
export function weeks(date) {
  const start = monthStart(date);
  const blank = (start.getDay() + 1) % 7;
  const days = [ ...Array(blank).fill(null), ...Array.from({ length: monthLength(start) }, (_, n) => plusDays(start, n)) ];
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, n) => days.slice(7 * n, 7 * n + 7));
}
