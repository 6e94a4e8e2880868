"""The database as the other services use it: transactions, single inserts, state, audit log.

No rule of a survey lives here, and no other package commits.
"""
