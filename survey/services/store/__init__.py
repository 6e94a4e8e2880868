"""The database as the other rooms use it: transactions, inserting once, its state, the audit log.

No rule of a survey lives here, and no other room commits.
"""
