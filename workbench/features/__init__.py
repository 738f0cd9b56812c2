"""What do the Persian features say, what may they say, and what in them would be misread?"""
