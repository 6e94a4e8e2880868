"""From responses to published figures, on plain data frames: no web, no settings, no database.

frame  = …                                  # a typed frame (see `rows.responses`)
sums   = tally(frame, by=["unit"])          # adds up: tally(a) + tally(b); `scores.tallies`
tables = score(sums, Settings())            # `scores.scores`, `settings`
merged = merge(tables, compliance, year=2024)               # `grade.merging`
public = suppress(replace(tables, merged=merged.frame), min_n=10)  # `disclosure.suppression`

Nothing is imported here: who needs a name of a place does not load pandas.
"""
