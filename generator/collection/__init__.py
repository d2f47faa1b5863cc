"""All agencies, regions and reports of one portal: found, read, and looked up in fixed order."""
