"""From responses, of files or of a round, to a release: figures, comparisons, response files.

The arithmetic stands in `survey.aggregation`, the formats in `survey.exports`. `from_files`
needs no database; `from_round` does.
"""
