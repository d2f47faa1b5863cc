"""Shows a site in browsers while it is being worked on; knows nothing of reports.

`site` is what it is given; `preview` asks it, one thread at a time; `watching` tells what changed; `server` answers
browsers; `overlay` says in them what is wrong.
"""
