"""Do the models still fit the engine, the workers, the forms and the agreement? Read, never run.

`workbench.check.families` lists the rules; a rule is a function that takes the plan and yields what it finds.
"""
