"""The steps of the features, by noun; each goes through a real door."""
