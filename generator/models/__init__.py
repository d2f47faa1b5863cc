"""What the data files say, whole when made."""
