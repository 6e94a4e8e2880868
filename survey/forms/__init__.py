"""Forms: built from a definition for answers, written by hand for staff."""
