"""The rules of the agreement, without database, engine or clock."""
