"""The topics of `bpmn/reach-subscriber.bpmn`."""
