/**
 * Why could a task with a form of its own be given no date? The engine (7.24) reads out `camundaFormRef` with a task and
 * refuses it when Tasklist sends the task back.
 */
export const taskUpdates = [ '$delegate', (api) => {
  const tasks = api.resource('task');
  const update = tasks.update;
  tasks.update = ({ camundaFormRef, ...task }, done) => update.call(tasks, task, done);
  return api;
} ];
