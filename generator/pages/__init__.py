"""What stands on each page: one module per page kind, each a frozen view and the function that makes it."""
