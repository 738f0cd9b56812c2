/** Which faults of Tasklist 7.24 stand in a person's way? Two, which are mended here. */

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
