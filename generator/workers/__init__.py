"""Where pieces of a build are done: in this process, in several of this machine, later on a cluster."""
