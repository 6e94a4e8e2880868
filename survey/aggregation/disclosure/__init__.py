"""The last step before anything is published: small bases hidden, with all they lead to.

`suppression` applies the rule to the tables of a release; `protection` and `complement` find
what else must go, by solving what a reader could solve.
"""
