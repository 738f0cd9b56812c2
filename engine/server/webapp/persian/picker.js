/** Where does a person choose a day? In a month of the Jalali calendar, in place of the web app's Gregorian one. */
import { FORMATS, WEEKDAYS, monthStart, plusDays, plusMonths, sameDay, weeks } from './calendar.js';

const STEPS = { ArrowRight: -1, ArrowLeft: 1, ArrowUp: -7, ArrowDown: 7 };
const MONTHS = { PageUp: -1, PageDown: 1 };

// The web app puts the focus on .uib-daypicker, and takes its first table for the end of the tab order.
const TEMPLATE = `
  <table class="uib-daypicker jalali" role="grid" tabindex="0" ng-keydown="key($event)" aria-label="{{ ::label }}">
    <thead>
      <tr>
        <th><button type="button" class="btn btn-default btn-sm" tabindex="-1" title="ماه پیش" ng-click="turn(-1)">›</button></th>
        <th colspan="5"><strong>{{ title() }}</strong></th>
        <th><button type="button" class="btn btn-default btn-sm" tabindex="-1" title="ماه بعد" ng-click="turn(1)">‹</button></th>
      </tr>
      <tr><th ng-repeat="name in ::names" title="{{ ::name }}"><small>{{ ::name[0] }}</small></th></tr>
    </thead>
    <tbody>
      <tr ng-repeat="week in month()">
        <td ng-repeat="day in week track by $index">
          <button type="button" class="btn btn-default btn-sm" tabindex="-1" ng-if="day" ng-click="choose(day)"
                  ng-class="{'btn-info': chosen(day), 'today': today(day)}">{{ number(day) }}</button>
        </td>
      </tr>
    </tbody>
  </table>`;

function link(scope, element, attributes, model) {
  let at = new Date();
  let shown = { start: null, weeks: [] };
  const show = (date) => { at = date; };
  const choose = (date) => { show(date); model.$setViewValue(date); };
  model.$render = () => show(model.$viewValue ? new Date(model.$viewValue) : new Date());

  Object.assign(scope, {
    names: WEEKDAYS,
    label: 'انتخاب روز',
    number: FORMATS.day,
    choose,
    title: () => FORMATS.monthName(at),
    chosen: (day) => sameDay(day, at),
    today: (day) => sameDay(day, new Date()),
    turn: (months) => choose(plusMonths(at, months)),
    // The same weeks as long as the month is the same: Angular compares them by identity.
    month() {
      const start = monthStart(at).getTime();
      if (shown.start !== start) shown = { start, weeks: weeks(at) };
      return shown.weeks;
    },
    key(event) {
      if (event.key in STEPS) choose(plusDays(at, STEPS[event.key]));
      else if (event.key in MONTHS) choose(plusMonths(at, MONTHS[event.key]));
      else return;
      event.preventDefault();
    },
  });
}

/** The directive `uib-datepicker`, with this month in the place of its own. */
export const jalaliPicker = [ '$delegate', ([ { name, index, $$moduleName } ]) => [ {
  name, index, $$moduleName,
  priority: 0,
  restrict: 'A',
  require: 'ngModel',
  scope: {},
  template: TEMPLATE,
  link,
  compile: () => link,
} ] ];
