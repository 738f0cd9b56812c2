"""The topics of `bpmn/carry-out-removal.bpmn`."""
