"""The topics that several models have."""
