"""The tasks of the models: one module a topic, in a folder per model, and nothing else."""
