"""The topics of `bpmn/examine-meter.bpmn`."""
