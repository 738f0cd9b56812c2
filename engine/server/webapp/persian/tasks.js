/** What of Tasklist 7.24 stands in a person's way? Two faults, lists without counts, and an order by creation. */
const COUNT_AGAIN = 30_000; // milliseconds; Tasklist reads the open list itself every 10,000
const URGENT_FIRST = JSON.stringify([ { sortBy: 'dueDate', sortOrder: 'asc' } ]);

/**
 * A task with a form of its own could be given no date: the engine reads out `camundaFormRef` with it, and refuses it
 * when Tasklist sends the task back.
 */
export const savedTasks = [ '$delegate', (api) => {
  const tasks = api.resource('task');
  const update = tasks.update;
  tasks.update = ({ camundaFormRef, ...task }, done) => update.call(tasks, task, done);
  return api;
} ];

/** Over the name of who has a task stood the words `task.assignee`, where its template means their value. */
export const listedTasks = [ '$delegate', ([ list ]) => {
  list.template = list.template.replace('uib-tooltip="task.assignee"', 'uib-tooltip="{{ task.assignee }}"');
  return [ list ];
} ];

/** The count stood beside the open list alone: now beside every list that the member finds. */
export const countedLists = [ '$delegate', 'camAPI', '$interval', ([ lists ], api, $interval) => {
  const { http, path } = api.resource('filter');
  lists.template = lists.template.replace('<span ng-show="isFocused(filter)"',
    '<span ng-if="!isFocused(filter)" class="counter">{{ counts[filter.id] }}</span> $&');
  lists.compile = () => (scope) => {
    scope.counts = {};
    const take = (id) => (failure, answer) => { scope.counts[id] = answer?.count; };
    const count = () => scope.filters?.forEach(({ id }) => http.get(`${path}/${id}/count`, { done: take(id) }));
    const again = $interval(count, COUNT_AGAIN);
    scope.$watchGroup([ 'filters', 'filterCount' ], count);
    scope.filtersData.observe('task', count); // taken, or given back
    scope.$on('$destroy', () => $interval.cancel(again));
  };
  return [ lists ];
} ];

/** The lists begin with what is due first, until their reader orders them otherwise: the address says how. */
export const urgentFirst = [ '$rootScope', '$location', 'search', ($root, $location, search) => {
  $root.$on('$locationChangeSuccess', () => {
    if ($location.path() === '/' && !$location.search().sorting) search.updateSilently({ sorting: URGENT_FIRST }, true);
  });
} ];
