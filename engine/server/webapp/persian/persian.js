/** What makes a web app Persian? Its root, its zone, its dates, its date picker, its forms, its messages. */
import './tehran.js';
import { FORMATS, moment } from './calendar.js';
import { criteriaWords, persianCriteria, persianValue } from './criteria.js';
import { persianForms } from './forms.js';
import { persianNotifications } from './messages.js';
import { jalaliPicker } from './picker.js';
import { countedLists, listedTasks, savedTasks, urgentFirst } from './tasks.js';

const app = document.querySelector('base').getAttribute('app-name');

/** The filter `camDate`; what is no date stays as it is. */
const jalaliDates = [ () => (value, format = 'normal') => {
  if (!value) return '';
  const date = moment(value);
  return date ? FORMATS[format](date) : String(value);
} ];

const DECORATORS = {
  camDateFilter: jalaliDates,
  uibDatepickerDirective: jalaliPicker,
  Notifications: persianNotifications,
  ...app === 'tasklist' && {
    camAPI: savedTasks,
    camTasksDirective: listedTasks,
    camTasklistFiltersDirective: countedLists,
    translateFilter: criteriaWords,
    camTasklistFilterModalFormCriteriaDirective: persianCriteria,
  },
};

document.documentElement.dir = 'rtl';
document.documentElement.lang = 'fa';
persianForms();
window.angular.module(`cam.${app}`).config([ '$provide', '$translateProvider', ($provide, $translate) => {
  $translate.preferredLanguage('fa');
  Object.entries(DECORATORS).forEach(([ name, decorator ]) => $provide.decorator(name, decorator));
} ]);
if (app === 'tasklist') window.angular.module('cam.tasklist').directive('persianValue', persianValue).run(urgentFirst);

export default [];
