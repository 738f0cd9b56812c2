"""The workbench of analysts and developers: reads models, data and dependencies, and says what they hold."""
