"""Published documents become drafts of data files: bytes → Document → Draft → data file and review."""
