"""The last step before publication: small bases are suppressed, with all they lead to.

`suppression` applies the rule to the tables of a release; `protection` and `complement`
find what else must be suppressed, by solving what a reader could solve.
"""
