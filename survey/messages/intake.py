"""Why a submission was not accepted."""

TEXTS: dict[str, dict[str, str]] = {
    "round_closed": {
        "id": "Putaran survei ini sudah ditutup; jawaban disimpan terpisah",
        "en": "This round of the survey is closed; the answers are kept apart",
    },
    "round_not_open": {
        "id": "Putaran survei ini belum dibuka; jawaban disimpan terpisah",
        "en": "This round of the survey is not open yet; the answers are kept apart",
    },
    "id_conflict": {
        "id": "Nomor ini sudah dipakai untuk jawaban yang berbeda; keduanya disimpan",
        "en": "This number was used for different answers already; both are kept",
    },
    "id_withdrawn": {
        "id": "jawaban dengan nomor ini sudah ditarik oleh pengirimnya",
        "en": "the answers with this number were withdrawn by their sender",
    },
    "unknown_question": {
        "id": "Pertanyaan {value} tidak ada dalam kuesioner ini",
        "en": "There is no question {value} in this questionnaire",
    },
    "not_json": {
        "id": "isi bukan JSON yang dapat dibaca",
        "en": "the content is not readable JSON",
    },
    "consent_missing": {
        "id": "Centang persetujuan terlebih dahulu; tanpa persetujuan jawaban tidak dikirim",
        "en": "Tick the consent first; without it no answers are sent",
    },
    "too_many_fields": {
        "id": "formulir berisi terlalu banyak isian; muat ulang halaman",
        "en": "the form holds too many fields; load the page again",
    },
    "form_stale": {
        "id": "Halaman ini perlu dikirim sekali lagi; jawaban Saudara masih ada di bawah",
        "en": "This page needs to be sent once more; your answers are still below",
    },
}
