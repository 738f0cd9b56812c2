/**
 * In which zone does the page live? In Tehran's, wherever the browser stands: every local getter, setter and
 * constructor of Date counts by it. Instants stay what they are.
 */
const ZONE = 'Asia/Tehran';
const HOUR = 3_600_000;
const FIELDS = [ 'FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds' ];
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;

const Native = Date;
const parse = Native.parse;
const offsetName = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'longOffset' });
const offsets = new Map();

/** Milliseconds that Tehran's clock is before UTC's at that instant: 3.5 h today, other in former years. */
function offset(instant) {
  const hour = Math.floor(instant / HOUR);
  if (!offsets.has(hour)) offsets.set(hour, Number.isNaN(hour) ? NaN : namedOffset(hour * HOUR));
  return offsets.get(hour);
}

function namedOffset(instant) {
  const name = offsetName.formatToParts(instant).find((part) => part.type === 'timeZoneName').value;
  const [ , sign, hours, minutes, seconds = '0' ] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name);
  return Number(`${sign}1`) * (Number(hours) * HOUR + Number(minutes) * 60_000 + Number(seconds) * 1_000);
}

// A second look, for the hours around a change of the clock.
const fromWall = (wall) => wall - offset(wall - offset(wall));

function instant(parts) {
  if (parts.length > 1) return fromWall(Native.UTC(...parts));
  return typeof parts[0] === 'string' ? Date.parse(parts[0]) : parts[0];
}

function readByTehran(field) {
  Native.prototype[`get${field}`] = function() {
    return new Native(this.getTime() + offset(this.getTime()))[`getUTC${field}`]();
  };
}

function writeByTehran(field) {
  Native.prototype[`set${field}`] = function(...values) {
    const wall = new Native(this.getTime() + offset(this.getTime()));
    return this.setTime(fromWall(wall[`setUTC${field}`](...values)));
  };
}

FIELDS.forEach(readByTehran);
FIELDS.filter((field) => field !== 'Day').forEach(writeByTehran);
Native.prototype.getTimezoneOffset = function() { return -offset(this.getTime()) / 60_000; };
Native.parse = (text) => WITHOUT_ZONE.test(text) ? fromWall(parse(`${text}Z`)) : parse(text);
window.Date = new Proxy(Native, {
  construct: (target, parts, made) => Reflect.construct(target, parts.length ? [ instant(parts) ] : [], made),
});
