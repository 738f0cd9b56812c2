"""Camunda: a typed client, the worker runtime, the deployer, a local engine; nothing of the business."""
