"""Use cases: what the web, the command line and jobs ask for, without knowing any of them."""
