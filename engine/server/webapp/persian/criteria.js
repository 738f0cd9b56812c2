/** What does Tasklist's dialog of a list say in English alone, and which dates does it read? Its criteria's words, and ISO. */
import { FORMATS, fromJalali, moment } from './calendar.js';
import { latinDigits } from './digits.js';

const LISTED = 'چند مقدار را با ویرگول لاتین جدا کنید.';
const WHO = 'کسی که فهرست را می‌بیند: `${ currentUser() }`';
const WORDS = {
  'Process Instance': 'نمونه‌ی فرایند', 'Process definition': 'تعریف فرایند', 'Case Instance': 'نمونه‌ی پرونده',
  'Case definition': 'تعریف پرونده', 'Other': 'دیگر', 'User / Group': 'کاربر و گروه', 'Task': 'کار', 'Dates': 'تاریخ‌ها',
  'ID': 'شناسه', 'Key': 'کلید', 'Key In': 'کلید یکی از', 'Name': 'نام', 'Name Like': 'نام مانند',
  'Business Key': 'کد رهگیری', 'Business Key Like': 'کد رهگیری مانند', 'Active': 'فعال',
  'Activity Instance ID In': 'شناسه‌ی نمونه‌ی گام یکی از', 'Execution ID': 'شناسه‌ی اجرا',
  'Assignee': 'مسئول', 'Assignee in': 'مسئول یکی از', 'Assignee Like': 'مسئول مانند', 'Owner': 'صاحب',
  'Candidate Group': 'گروه', 'Candidate Groups': 'یکی از گروه‌ها', 'Candidate User': 'کاربر', 'Involved User': 'کاربر درگیر',
  'Assigned': 'با مسئول', 'Unassigned': 'بی‌مسئول', 'Delegation State': 'وضعیت واگذاری',
  'Definition Key': 'شناسه‌ی گام', 'Definition Key In': 'شناسه‌ی گام یکی از', 'Definition Key Like': 'شناسه‌ی گام مانند',
  'Description': 'شرح', 'Description Like': 'شرح مانند',
  'Priority': 'اولویت', 'Priority Max': 'اولویت دست‌بالا', 'Priority Min': 'اولویت دست‌کم',
  'Tenant ID In': 'شناسه‌ی سازمان یکی از', 'Without Tenant ID': 'بدون سازمان', 'Without Due Date': 'بدون مهلت',
  'Created Before': 'ایجاد پیش از', 'Created After': 'ایجاد پس از', 'Due Before': 'مهلت پیش از', 'Due After': 'مهلت پس از',
  'Follow Up After': 'پیگیری پس از', 'Follow Up Before': 'پیگیری پیش از',
  'Follow Up Before or Not Existent': 'پیگیری پیش از، یا بدون پیگیری',
  'E.g.: `${ currentUser() }`': WHO,
  'E.g.: `${ now() }`, `${ dateTime() }` or `${ dateTime().plusWeeks(2) }`':
    'مانند ۱۴۰۵/۰۹/۰۳ یا ۱۴۰۵/۰۹/۰۳، ۱۴:۳۰؛ دو هفته‌ی دیگر: `${ dateTime().plusWeeks(2) }`',
  'List of values seperated by comma. E.g.: `keyC, keyA, keyB`': LISTED,
  'List of values separated by comma or an expression which evaluates to a list. E.g.: `camunda-admin, accounting` or `${ currentUserGroups() }`':
    `${LISTED} گروه‌های بیننده: \`\${ currentUserGroups() }\``,
};
const OF_DATE = /(Before|After|NotExistent)(Expression)?$/;
const OF_NUMBER = /priority$/i;
const JALALI = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:[،,\s]+(\d{1,2}):(\d{2}))?$/;
const ISO = /^\d{4}-\d\d-\d\dT/;
const two = (number) => String(number).padStart(2, '0');

/** The filter `translate`, which finds the criteria's words too: they are their own keys. */
export const criteriaWords = [ '$delegate', (translate) =>
  Object.assign((key, ...rest) => WORDS[key] ?? translate(key, ...rest), { $stateful: translate.$stateful }) ];

/** The dialog's part for criteria, whose values are read and shown as people write them. */
export const persianCriteria = [ '$delegate', ([ part ]) => {
  part.template = part.template.replace('name="queryParamValue"', 'persian-value name="queryParamValue"');
  return [ part ];
} ];

/** What was typed, as Tasklist checks it and the engine takes it; what is neither number nor Jalali date stays. */
function read(key, text) {
  const latin = latinDigits(text ?? '').trim();
  if (OF_NUMBER.test(key)) return latin;
  const [ , ...parts ] = OF_DATE.test(key) && JALALI.exec(latin) || [];
  const date = parts.length ? fromJalali(...parts.map((part) => Number(part ?? 0))) : null;
  return date ? `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:00` : text;
}

function shown(key, value) {
  return OF_DATE.test(key) && ISO.test(value) ? FORMATS.abbr(moment(value)) : value;
}

/** The directive `persian-value`: the entry of a criterion. */
export const persianValue = () => ({
  restrict: 'A',
  require: 'ngModel',
  link(scope, element, attributes, model) {
    model.$parsers.unshift((text) => read(scope.queryParam.key, text));
    model.$formatters.push((value) => shown(scope.queryParam.key, value));
  },
});
