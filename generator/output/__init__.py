"""Where a built site goes: artifacts, and the outputs that take them."""
