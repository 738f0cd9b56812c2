"""The topics of `bpmn/settle-account.bpmn`."""
