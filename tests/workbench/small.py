"""The smallest models that have one of each thing: a question, a wait, a call, a form."""

from workbench.models import Models, parse

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn">'
)


def process(body: str, name: str = "trial") -> bytes:
    return f'{HEAD}<bpmn:process id="{name}" name="آزمون">{body}</bpmn:process></bpmn:definitions>'.encode()


def flow(source: str, target: str, condition: str = "") -> str:
    asked = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
    return (
        f'<bpmn:sequenceFlow id="{source}--{target}" sourceRef="{source}" targetRef="{target}">{asked}'
        "</bpmn:sequenceFlow>"
    )


def task(name: str, topic: str | None = None) -> str:
    return f'<bpmn:serviceTask id="{name}" camunda:type="external" camunda:topic="{topic or name}" />'


def models(**processes: str) -> Models:
    return parse({f"{name}.bpmn": process(body, name) for name, body in processes.items()})
