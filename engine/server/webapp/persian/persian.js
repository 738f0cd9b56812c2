/** What makes a web app Persian? Its root, its zone, its dates, its date picker, its forms, its messages. */
import './tehran.js';
import { FORMATS, moment } from './calendar.js';
import { persianForms } from './forms.js';
import { persianNotifications } from './messages.js';
import { taskUpdates } from './tasks.js';
import { jalaliPicker } from './picker.js';

const app = document.querySelector('base').getAttribute('app-name');

/** The filter `camDate`; what is no date stays as it is. */
const jalaliDates = [ () => (value, format = 'normal') => {
  if (!value) return '';
  const date = moment(value);
  return date ? FORMATS[format](date) : String(value);
} ];

document.documentElement.dir = 'rtl';
document.documentElement.lang = 'fa';
persianForms();
window.angular.module(`cam.${app}`).config([ '$provide', '$translateProvider', ($provide, $translate) => {
  $translate.preferredLanguage('fa');
  $provide.decorator('camDateFilter', jalaliDates);
  $provide.decorator('uibDatepickerDirective', jalaliPicker);
  $provide.decorator('Notifications', persianNotifications);
  $provide.decorator('camAPI', taskUpdates);
} ]);

export default [];
