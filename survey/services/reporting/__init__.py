"""From responses, of files or of a round, to a release: figures, comparisons, response files.

The arithmetic is in `survey.aggregation`, the formats are in `survey.exports`. `from_files` needs
no database; `from_round` does.
"""
