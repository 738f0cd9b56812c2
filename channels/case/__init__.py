"""Where do staff find what the engine must not hold? On the case page: read-only, by role, looks logged."""
