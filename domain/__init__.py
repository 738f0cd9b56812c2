"""What does the agreement say? Its rules as pure functions and values; imports nothing else of ours."""
