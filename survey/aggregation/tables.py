"""The columns of every published table, and the decimals of every figure."""

from typing import Final

SCORE_COLUMNS: Final = (
    *("n", "channels"),
    *("ikm", "ikm_se", "ikm_low", "ikm_high", "ikm_df", "ikm_deff", "ikm_grade", "ikm_rescaled"),
    *("mal_n", "mal_rate", "mal_low", "mal_high"),
    *("freedom", "freedom_se", "freedom_low", "freedom_high"),
    *("suppressed", "notes"),
)
ELEMENT_COLUMNS: Final = ("element", "n", "mean", "se", "low", "high", "c1", "c2", "c3", "c4")
FORM_TABLE_COLUMNS: Final = ("form", "n", "share", "low", "high")
COMPLIANCE_COLUMNS: Final = (
    *("method", "compliance_score", "compliance_max", "compliance_100"),
    *("zone", "zone_source", "category", "category_source", "gap", "quadrant"),
)

# Columns of codes hold tuples of them; they are joined where a table is written.
CODE_COLUMNS: Final = ("channels", "notes")

# Names a column to group by cannot have: a table would hold it twice.
TAKEN: Final = frozenset(
    {
        *SCORE_COLUMNS,
        *ELEMENT_COLUMNS,
        *FORM_TABLE_COLUMNS,
        *COMPLIANCE_COLUMNS,
        "row",
        "from_group",
    }
)

# Decimals of every figure, in every table and format. Columns not named here hold text.
DECIMALS: Final = {
    **dict.fromkeys(("year", "n", "ikm_df", "mal_n", "suppressed", "c1", "c2", "c3", "c4"), 0),
    **dict.fromkeys(("ikm", "ikm_low", "ikm_high", "ikm_rescaled"), 2),
    **dict.fromkeys(("freedom", "freedom_low", "freedom_high"), 2),
    **dict.fromkeys(("compliance_score", "compliance_max", "compliance_100", "gap"), 2),
    **dict.fromkeys(("ikm_se", "freedom_se", "ikm_deff", "mal_rate", "mal_low", "mal_high"), 4),
    **dict.fromkeys(("mean", "se", "share", "low", "high"), 4),
}
