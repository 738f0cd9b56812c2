/**
 * What says a form in English, refuses to hear in Persian, and forgets what was typed fast? form-js has all of it built
 * in, and no door for any.
 */
import { latinDigits } from './digits.js';

const persian = (text) => text.replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]);

const SENTENCES = [
  [ /^Field is required\.$/, 'پر کردن این بخش لازم است.' ],
  [ /^Field must have minimum value of (.+)\.$/, 'مقدار نباید کمتر از $1 باشد.' ],
  [ /^Field must have maximum value of (.+)\.$/, 'مقدار نباید بیشتر از $1 باشد.' ],
  [ /^Field must have minimum length of (.+)\.$/, 'دست‌کم $1 نویسه بنویسید.' ],
  [ /^Field must have maximum length of (.+)\.$/, 'بیشتر از $1 نویسه ننویسید.' ],
  [ /^Field must match pattern .+\.$/, 'آنچه نوشته‌اید به این صورت پذیرفته نیست.' ],
  [ /^Field must be a valid {2}international phone number\..*$/, 'شماره‌ی تلفن درست نیست.' ],
  [ /^Field must be a valid email\.$/, 'نشانی رایانامه درست نیست.' ],
  [ /^Value is not a number\.$/, 'عدد بنویسید.' ],
  [ /^Value is expected to be an integer\.$/, 'عدد بدون اعشار بنویسید.' ],
  [ /^Value is expected to have at most (\d+) decimal digits?\.$/, 'بیشتر از $1 رقم اعشار ننویسید.' ],
  [ /^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/, 'نزدیک‌ترین مقدارهای پذیرفتنی $1 و $2 است.' ],
  [ /^Select$/, 'برگزینید' ],
  [ /^Search$/, 'جست‌وجو' ],
  [ /^No results$/, 'چیزی یافت نشد' ],
  [ /^All values selected$/, 'همه برگزیده شده‌اند' ],
  [ /^Add new$/, 'افزودن' ],
  [ /^Nothing to show\.$/, 'چیزی برای نمایش نیست.' ],
];
const LATIN = { '٫': '.', '٬': '' };
const WRITTEN = '.fjs-form-field-textfield, .fjs-form-field-textarea, .fjs-form-field-number';
const FOREIGN = /[۰-۹٠-٩٫٬]/;

/** The sentence in Persian where it is one of form-js's own, else as it is. */
function sentence(text) {
  const [ pattern, said ] = SENTENCES.find(([ pattern ]) => pattern.test(text.trim())) ?? [];
  return pattern ? persian(text.trim().replace(pattern, said)) : text;
}

/** A number as form-js reads it: 12345.6 for ۱۲٬۳۴۵٫۶. */
function number(text) {
  return latinDigits(text).replace(/[٫٬]/g, (mark) => LATIN[mark]);
}

function translateText(node) {
  const said = sentence(node.data);
  if (said !== node.data) node.data = said;
}

function translateField(field) {
  const said = sentence(field.placeholder ?? '');
  if (field.placeholder && said !== field.placeholder) field.placeholder = said;
}

function translate(root) {
  const parent = root.nodeType === Node.TEXT_NODE ? root.parentElement : root;
  if (!parent?.closest?.('.fjs-container')) return root.querySelectorAll?.('.fjs-container').forEach(translate);
  if (root.nodeType === Node.TEXT_NODE) return translateText(root);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) translateText(texts.currentNode);
  root.querySelectorAll('input').forEach(translateField);
}

function watch(changes) {
  for (const { type, target, addedNodes } of changes) type === 'characterData' ? translate(target) : addedNodes.forEach(translate);
}

// Put in again as if typed, so that form-js hears of it as of any other key.
function typeAsLatin(event) {
  if (!event.data || !FOREIGN.test(event.data) || !event.target.closest?.('.fjs-form-field-number')) return;
  event.preventDefault();
  document.execCommand('insertText', false, number(event.data));
}

// form-js takes an entry 300 ms after its last key, and until then any other change of the form wipes it out; but what a
// field holds when it is left, it takes at once. A number is ready to be taken when form-js has drawn it: a moment later.
function takeAtOnce({ target }) {
  if (!target.closest?.(WRITTEN)) return;
  queueMicrotask(() => target.dispatchEvent(new FocusEvent('focusout')));
}

/** Form-js speaks Persian from here on, takes Persian digits in its fields for numbers, and every entry as it is typed. */
export function persianForms() {
  new MutationObserver(watch).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
  document.addEventListener('beforeinput', typeAsLatin, true);
  document.addEventListener('input', takeAtOnce);
}
