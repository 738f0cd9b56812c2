"""The topics of `bpmn/collect-payment.bpmn`: the cost before the removal, the debt after it."""
