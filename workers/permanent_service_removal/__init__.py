"""The topics of the main model, `bpmn/permanent-service-removal.bpmn`."""
