"""What is read of a process: each thing as it is written, and nothing where nothing is."""

from tests.workbench.small import HEAD, models
from workbench.bpmn_file import read_processes
from workbench.processes import Event, Listener

USER_TASK = """
<bpmn:userTask id="ask" name="پرسش" camunda:formRef="ask" camunda:formRefBinding="deployment"
    camunda:candidateGroups="finance" camunda:dueDate="${stepDue}">
  <bpmn:documentation> آنچه باید کرد. </bpmn:documentation>
  <bpmn:extensionElements>
    <camunda:formData>
      <camunda:formField id="choice" label="گزینه" type="enum">
        <camunda:validation><camunda:constraint name="required" /></camunda:validation>
        <camunda:value id="yes" name="بله" />
      </camunda:formField>
    </camunda:formData>
    <camunda:inputOutput>
      <camunda:inputParameter name="choice">${null}</camunda:inputParameter>
      <camunda:outputParameter name="choice">${choice}</camunda:outputParameter>
    </camunda:inputOutput>
    <camunda:taskListener event="complete" expression="${x}" />
    <camunda:properties><camunda:property name="clause" value="3.4 3.9" /></camunda:properties>
  </bpmn:extensionElements>
</bpmn:userTask>
<bpmn:boundaryEvent id="ask-due" attachedToRef="ask" cancelActivity="false">
  <bpmn:timerEventDefinition><bpmn:timeDate>${stepDue}</bpmn:timeDate></bpmn:timerEventDefinition>
</bpmn:boundaryEvent>
"""


def test_a_user_task_is_read_with_its_form_its_group_and_its_clauses() -> None:
    task = models(trial=USER_TASK).processes["trial"]["ask"]
    assert (task.name, task.documentation, task.clauses) == ("پرسش", "آنچه باید کرد.", ("3.4", "3.9"))
    assert task.form is not None
    assert (task.form.ref, task.form.groups, task.form.due) == ("ask", "finance", "${stepDue}")
    (field,) = task.form.fields
    assert (field.type, dict(field.constraints), dict(field.values)) == (
        "enum",
        {"required": ""},
        {"yes": "بله"},
    )
    assert (task.inputs, task.outputs) == ({"choice": "${null}"}, {"choice": "${choice}"})
    assert task.listeners == (Listener("taskListener", "complete", "${x}"),)


def test_a_timer_is_read_with_what_it_stands_at_and_whether_it_interrupts() -> None:
    timer = models(trial=USER_TASK).processes["trial"]["ask-due"]
    assert timer.event == Event("timer", timer="timeDate", expression="${stepDue}")
    assert (timer.attached_to, timer.interrupting) == ("ask", False)


def test_a_code_is_read_by_way_of_its_definition() -> None:
    (process,) = read_processes(
        (
            f'{HEAD}<bpmn:collaboration><bpmn:participant id="p" name="امور مالی" processRef="trial" />'
            '</bpmn:collaboration><bpmn:process id="trial"><bpmn:endEvent id="late">'
            '<bpmn:errorEventDefinition errorRef="e" /></bpmn:endEvent></bpmn:process>'
            '<bpmn:error id="e" errorCode="payment-expired" /></bpmn:definitions>'
        ).encode()
    )
    assert process.owner == "امور مالی"
    assert process["late"].event == Event("error", code="payment-expired")


def test_a_call_is_read_with_what_goes_in_and_comes_out() -> None:
    call = (
        '<bpmn:callActivity id="pay" calledElement="collect" camunda:calledElementBinding="deployment">'
        '<bpmn:extensionElements><camunda:in businessKey="#{key}" /><camunda:in source="a" target="b" />'
        '<camunda:out variables="all" /></bpmn:extensionElements></bpmn:callActivity>'
    )
    found = models(trial=call).processes["trial"]["pay"].call
    assert found is not None
    assert (found.ref, found.business_key, found.given, found.everything) == (
        "collect",
        "#{key}",
        {"a": "b"},
        True,
    )
