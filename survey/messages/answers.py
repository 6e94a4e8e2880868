"""What is wrong with an answer, for the person who gave it."""

TEXTS: dict[str, dict[str, str]] = {
    "answer_missing": {
        "id": "Pertanyaan ini perlu dijawab",
        "en": "This question needs an answer",
    },
    "answer_only_one": {
        "id": "Pilih satu jawaban saja",
        "en": "Choose one answer only",
    },
    "answer_not_a_choice": {
        "id": "Pilih salah satu jawaban yang tersedia",
        "en": "Choose one of the answers shown",
    },
    "answer_not_a_number": {
        "id": "Tulis dengan angka, misalnya 35 atau 3,5",
        "en": "Write it in figures, for example 35 or 3.5",
    },
    "answer_too_precise": {
        "id": "Tulis dengan paling banyak {limit} angka di belakang koma, "
        "tanpa titik pemisah ribuan, misalnya 1000",
        "en": "Write it with at most {limit} decimals and no thousands separator, for example 1000",
    },
    "answer_out_of_range": {
        "id": "Isi antara {low} dan {high}",
        "en": "Enter a value between {low} and {high}",
    },
    "answer_not_a_date": {
        "id": "Tulis tanggal seperti 31-05-2024",
        "en": "Write the date as 31-05-2024",
    },
    "answer_too_long": {
        "id": "Teks terlalu panjang ({length} huruf); paling banyak {limit} huruf",
        "en": "The text is too long ({length} characters); at most {limit}",
    },
    "answer_control_characters": {
        "id": "Teks memuat tanda yang tidak dapat disimpan; ketik ulang",
        "en": "The text contains characters that cannot be stored; type it again",
    },
    "answer_constraint": {
        "id": "{message}",
        "en": "{message}",
    },
}
