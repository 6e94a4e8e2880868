"""What is measured: nine elements of satisfaction, ten forms of maladministration.

Elements: PermenPANRB 14/2017, in the regulation's order U1…U9. The usual form asks
facilities (`sarana`) before complaints (`pengaduan`), so an element is always named by
its key, never by its number alone. Forms: Ombudsman regulation 26/2017 as amended by
48/2020, in the law's order.
"""

from enum import IntEnum
from typing import Final

ELEMENTS: Final = (
    "persyaratan",
    "prosedur",
    "waktu",
    "biaya",
    "produk",
    "kompetensi",
    "perilaku",
    "pengaduan",
    "sarana",
)
FORMS: Final = (
    "penundaan",
    "tidak_melayani",
    "tidak_kompeten",
    "penyalahgunaan",
    "penyimpangan",
    "imbalan",
    "tidak_patut",
    "berpihak",
    "diskriminasi",
    "konflik",
)
FORM_COLUMNS: Final = tuple(f"mal_{form}" for form in FORMS)
ITEMS: Final = ELEMENTS + FORM_COLUMNS

SCALE: Final = (1, 2, 3, 4)
EXPERIENCED: Final = (0, 1)

U_HEADINGS: Final = {f"u{number}": key for number, key in enumerate(ELEMENTS, start=1)}

CHANNELS: Final = ("interview", "token", "online", "kiosk", "paper")
SELF_SELECTED: Final = frozenset({"online", "kiosk"})
OFFICIAL: Final = frozenset(CHANNELS) - SELF_SELECTED
UNKNOWN_CHANNEL: Final = "unknown"
SECTORS: Final = (
    "health",
    "education",
    "social",
    "licensing",
    "civil_registration",
    "land",
    "police",
    "other",
)

DESIGN_COLUMNS: Final = ("weight", "stratum", "psu", "ssu", "population")
DESCRIPTIVE_COLUMNS: Final = (
    "response_id",
    "round",
    "year",
    "institution_code",
    "institution",
    "unit_code",
    "unit",
    "sector",
    "service",
    "channel",
    "date",
    "sex",
    "age",
    "age_group",
    "education",
    "occupation",
)


class Missing(IntEnum):
    """Why an item holds no answer. Negative, so that `value >= 0` means answered."""

    EMPTY = -1
    REFUSED = -2
    DONT_KNOW = -3
    NOT_ASKED = -4


MISSING_WORDS: Final = {
    "": Missing.EMPTY,
    "refused": Missing.REFUSED,
    "dont_know": Missing.DONT_KNOW,
    "not_asked": Missing.NOT_ASKED,
}
