"""The topics of `bpmn/complete-documents.bpmn`."""
