"""What the paper says, in both languages side by side, with named slots."""

from collections.abc import Mapping
from typing import Final

from survey.errors import Language

PaperTexts = Mapping[str, str]

DEMO: Final[Mapping[Language, str]] = {
    "id": "DATA CONTOH – bukan survei sungguhan / SAMPLE",
    "en": "SAMPLE – not a real survey / DATA CONTOH",
}

POSTER: Final[Mapping[Language, PaperTexts]] = {
    "id": {
        "title": "Poster survei layanan",
        "question": "Bagaimana layanan kami?",
        "call": "Suara Saudara berarti.",
        "scan": "Pindai dengan kamera ponsel",
        "type": "atau ketik alamat ini:",
        "alt": "Kode QR menuju {url}",
        "time": "± {minutes} menit",
        "time_more": "untuk menjawab",
        "anonymous": "Tanpa nama",
        "anonymous_more": "tanpa NIK, tanpa nomor telepon",
        "app": "Tanpa aplikasi",
        "app_more": "tidak perlu membuat akun",
        "free": "Sukarela",
        "free_more": "tidak dipungut biaya",
        "use": "Yang diterbitkan hanya angka gabungan. Jawaban dihapus setelah {kept_until}.",
        "contact": "Pertanyaan tentang survei ini: {contact}",
        "open": "Survei dibuka sampai {closes_on}",
    },
    "en": {
        "title": "Service survey poster",
        "question": "How was our service?",
        "call": "Your voice counts.",
        "scan": "Scan with your phone camera",
        "type": "or type this address:",
        "alt": "QR code to {url}",
        "time": "± {minutes} min",
        "time_more": "to answer",
        "anonymous": "No name",
        "anonymous_more": "no identity number, no phone number",
        "app": "No app",
        "app_more": "no account needed",
        "free": "Voluntary",
        "free_more": "free of charge",
        "use": "Only combined figures are published. Answers are erased after {kept_until}.",
        "contact": "Questions about this survey: {contact}",
        "open": "The survey is open until {closes_on}",
    },
}

# The smaller line in the other language, keyed by the language of the poster.
POSTER_ASIDE: Final[Mapping[Language, tuple[Language, str]]] = {
    "id": (
        "en",
        "How was our service? Scan the code: about {minutes} minutes, no name, no app, voluntary. "
        "Only combined figures are published.",
    ),
    "en": (
        "id",
        "Bagaimana layanan kami? Pindai kodenya: sekitar {minutes} menit, tanpa nama, tanpa "
        "aplikasi, sukarela. Yang diterbitkan hanya angka gabungan.",
    ),
}

SLIP: Final[Mapping[Language, PaperTexts]] = {
    "id": {
        "title": "Lembar kode sekali pakai",
        "question": "Bagaimana layanan kami?",
        "scan": "Pindai, atau buka alamat ini:",
        "alt": "Kode QR menuju {url}",
        "code": "dan ketik kode ini:",
        "once": "Sekali pakai",
        "anonymous": "tanpa nama",
        "valid": "Berlaku sampai {valid_until}",
    },
    "en": {
        "title": "One-time code slips",
        "question": "How was our service?",
        "scan": "Scan, or open this address:",
        "alt": "QR code to {url}",
        "code": "and type this code:",
        "once": "Single use",
        "anonymous": "no name",
        "valid": "Valid until {valid_until}",
    },
}

SLIP_ASIDE: Final[Mapping[Language, tuple[Language, str]]] = {
    "id": ("en", "How was our service? Single use, no name."),
    "en": ("id", "Bagaimana layanan kami? Sekali pakai, tanpa nama."),
}


def filled(texts: PaperTexts, slots: Mapping[str, str]) -> dict[str, str]:
    """Fill the slots of every text."""
    return {key: text.format_map(slots) for key, text in texts.items()}
