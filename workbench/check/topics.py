"""Has every external task its worker, and every worker its task?"""

from collections.abc import Iterator

from workbench.check.finding import Finding
from workbench.check.plan import Plan
from workbench.check.slips import all_meant, perhaps
from workbench.processes import EXTERNAL


def tasks_without_topic(plan: Plan) -> Iterator[Finding]:
    """A task that is not external, or names no topic, is carried out by nobody."""
    for task in plan.models.elements(*EXTERNAL):
        if not task.topic:
            what = "کار خودکار است ولی موضوعی (topic) ندارد یا از گونه‌ی External نیست."
            yield plan.at(task, "task-without-topic", what, "گونه را External کنید و موضوع را بنویسید.")


def topics_without_worker(plan: Plan) -> Iterator[Finding]:
    """A topic that no worker knows waits for ever."""
    for task in plan.models.elements():
        if task.topic and task.topic not in plan.topics:
            what = f"هیچ کارگزاری موضوع {task.topic} را انجام نمی‌دهد."
            remedy = perhaps(task.topic, plan.topics, "موضوع یکی از کارگزارها را بنویسید.")
            yield plan.at(task, "topic-without-worker", what, remedy)


def workers_without_task(plan: Plan) -> Iterator[Finding]:
    """A worker that no model asks for is dead, or a task went missing; not one whose topic was misspelt."""
    misspelt = all_meant(plan.models.topics - plan.topics.keys(), plan.topics)
    for name in sorted(plan.topics.keys() - plan.models.topics - misspelt):
        what = f"کارگزار {name} در هیچ مدلی به کار نرفته است."
        remedy = "کار آن را به مدل برگردانید، یا حذف کارگزار را از برنامه‌نویس بخواهید."
        yield Finding("worker-without-task", plan.topics[name].module, name, "", what, remedy)


def topics_of_another_model(plan: Plan) -> Iterator[Finding]:
    """A worker stands in the folder of its model, or in `shared`: it does its work for that one."""
    for task in plan.models.elements():
        topic = plan.topic_of(task)
        home = topic.module.split(".")[1] if topic else "shared"
        if home not in ("shared", task.process.replace("-", "_")):
            what = f"موضوع {task.topic} کارِ فرایند {home.replace('_', '-')} است، نه کار این فرایند."
            remedy = "موضوع همین کار را بنویسید؛ کارگزار مشترک را برنامه‌نویس به پوشه‌ی shared می‌برد."
            yield plan.at(task, "topic-of-another-model", what, remedy)


RULES = (tasks_without_topic, topics_without_worker, workers_without_task, topics_of_another_model)
