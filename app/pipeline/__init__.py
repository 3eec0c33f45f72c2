"""One function per stage over ports: called by the tasks of the workflow and by ``scan --local`` alike."""
