"""The topics of `bpmn/agree-terms.bpmn`."""
