"""Do the parts of the project name and say the same things?"""
