"""Faults of a questionnaire definition, for whoever writes one."""

TEXTS: dict[str, dict[str, str]] = {
    "definition_not_json": {
        "id": "berkas bukan JSON ({reason}); perbaiki di sekitar baris ini",
        "en": "the file is not JSON ({reason}); fix it near this row",
    },
    "definition_shape": {
        "id": "bentuknya tidak sesuai skema: {reason}",
        "en": "it does not match the schema: {reason}",
    },
    "definition_too_deep": {
        "id": "susunannya bertingkat lebih dari {limit}; sederhanakan",
        "en": "it is nested more than {limit} deep; simplify it",
    },
    "text_characters": {
        "id": "teks memuat tanda yang tidak dapat disimpan (tanda kendali); ketik ulang",
        "en": "the text contains characters that cannot be stored (control characters); "
        "type it again",
    },
    "text_missing": {
        "id": "teks bahasa {language} kosong",
        "en": "the text in language {language} is missing",
    },
    "language_unknown": {
        "id": "teks bahasa {language} ada, tetapi bahasa itu tidak dinyatakan",
        "en": "there is a text in language {language}, which is not declared",
    },
    "slot_unknown": {
        "id": "isian {value} tidak dikenal; yang ada: {names}",
        "en": "slot {value} is not known; there are: {names}",
    },
    "key_twice": {
        "id": "kunci {value} dipakai lebih dari sekali",
        "en": "key {value} is used more than once",
    },
    "key_reserved": {
        "id": "kunci {value} dipakai oleh program; pilih kunci lain",
        "en": "key {value} is used by the program; choose another key",
    },
    "type_unknown": {
        "id": "jenis pertanyaan {value} tidak dikenal; pilih dari {names}",
        "en": "question type {value} is not known; choose from {names}",
    },
    "member_not_allowed": {
        "id": "{value} tidak berlaku untuk jenis pertanyaan ini",
        "en": "{value} does not belong to this type of question",
    },
    "choices_missing": {
        "id": "paling sedikit dua pilihan diperlukan",
        "en": "at least two choices are needed",
    },
    "choice_twice": {
        "id": "nilai pilihan {value} dipakai lebih dari sekali",
        "en": "choice {value} is used more than once",
    },
    "choice_reserved": {
        "id": "nilai {value} dicadangkan; pakai allow",
        "en": "value {value} is reserved; use allow",
    },
    "scale_choices": {
        "id": "skala memerlukan tepat pilihan 1, 2, 3, 4",
        "en": "a scale needs exactly the choices 1, 2, 3, 4",
    },
    "bound_not_a_number": {
        "id": "batas harus berupa angka dalam tanda kutip, dengan titik desimal",
        "en": "a bound must be a number in quotation marks, with a decimal point",
    },
    "bound_not_a_date": {
        "id": "batas harus berupa tanggal seperti 2024-05-31",
        "en": "a bound must be a date such as 2024-05-31",
    },
    "bounds_crossed": {
        "id": "batas bawah lebih besar daripada batas atas",
        "en": "the lower bound is above the upper one",
    },
    "rule_malformed": {
        "id": "aturan tidak dapat dibaca; operator yang ada: {names}",
        "en": "the rule cannot be read; operators: {names}",
    },
    "rule_unknown_question": {
        "id": "aturan menyebut pertanyaan {value} yang tidak ada",
        "en": "the rule names question {value}, which does not exist",
    },
    "rule_later_question": {
        "id": "aturan menyebut pertanyaan {value} yang belum ditanyakan di titik ini",
        "en": "the rule names question {value}, which is not asked before this one",
    },
    "rule_unknown_choice": {
        "id": "aturan menyebut pilihan {value} yang tidak ada",
        "en": "the rule names choice {value}, which does not exist",
    },
    "rule_operator": {
        "id": "{value} tidak berlaku untuk jenis pertanyaan {type} dan selalu salah",
        "en": "{value} does not belong to a question of type {type} and is always false",
    },
    "rule_value": {
        "id": "{value} tidak pernah menjadi jawaban pertanyaan itu; "
        "tulis seperti 17, 3.5, atau 2024-05-31",
        "en": "{value} is never an answer to that question; write it like 17, 3.5 or 2024-05-31",
    },
    "condition_without_rule": {
        "id": "condition ada tanpa ask_if: pertanyaan ini selalu ditanyakan",
        "en": "there is a condition without ask_if: the question is always asked",
    },
    "condition_missing": {
        "id": "pertanyaan bersyarat memerlukan condition: syaratnya dalam kata-kata",
        "en": "a conditional question needs condition: the condition in words",
    },
    "measure_unknown": {
        "id": "{value} tidak dikenal; pilih dari {names}",
        "en": "{value} is not known; choose from {names}",
    },
    "measured_twice": {
        "id": "{value} sudah diukur oleh pertanyaan lain",
        "en": "{value} is already measured by another question",
    },
    "measure_type": {
        "id": "jenis pertanyaan ini tidak dapat mengukurnya; pilih dari {names}",
        "en": "this type of question cannot measure it; choose from {names}",
    },
}
