"""Faults of published compliance scores, and of joining them with the survey."""

TEXTS: dict[str, dict[str, str]] = {
    "missing_columns": {
        "id": "kolom wajib tidak ada: {names}",
        "en": "required columns are missing: {names}",
    },
    "year_missing": {
        "id": "tahun penilaian kosong; isi tahun empat angka",
        "en": "the year of the assessment is missing; fill in four digits",
    },
    "institution_missing": {
        "id": "nama dan kode instansi kosong; isi salah satunya",
        "en": "both name and code of the institution are missing; fill in one of them",
    },
    "score_missing": {
        "id": "nilai kosong; isi nilai seperti dipublikasikan",
        "en": "the score is missing; fill it in as published",
    },
    "score_not_a_number": {
        "id": "{value} bukan nilai; tulis misalnya 91,16 atau 91.16 atau 27/28",
        "en": "{value} is not a score; write for example 91.16 or 91,16 or 27/28",
    },
    "score_above_max": {
        "id": "nilai {value} melebihi nilai maksimum {max}; periksa keduanya",
        "en": "score {value} is above its maximum {max}; check both",
    },
    "max_zero": {
        "id": "nilai maksimum 0; isi maksimum seperti dipublikasikan",
        "en": "the maximum is 0; fill in the maximum as published",
    },
    "max_missing": {
        "id": "nilai maksimum kosong dan metode tidak dikenal; isi max_score",
        "en": "the maximum is missing and the method is not known; fill in max_score",
    },
    "max_contradicts": {
        "id": "{value} menyebut maksimum lain daripada kolom max_score ({max}); samakan",
        "en": "{value} states a different maximum from column max_score ({max}); make them agree",
    },
    "unknown_zone": {
        "id": "zona {value} tidak dikenal; tulis hijau, kuning, atau merah",
        "en": "zone {value} is not known; write hijau, kuning or merah",
    },
    "unknown_category": {
        "id": "kategori {value} tidak dikenal; tulis A sampai E",
        "en": "category {value} is not known; write A to E",
    },
    "unknown_method": {
        "id": "metode {value} tidak dikenal: disimpan seperti dipublikasikan, "
        "tanpa zona atau kategori turunan; metode yang dikenal: {names}",
        "en": "method {value} is not known: kept as published, "
        "no zone or category is derived; known methods: {names}",
    },
    "method_year": {
        "id": "metode {value} tidak dipakai pada tahun {year}: "
        "tidak ada zona atau kategori turunan; periksa tahun dan metode",
        "en": "method {value} was not in use in {year}: "
        "no zone or category is derived; check year and method",
    },
    "zone_contradicts_method": {
        "id": "zona {value} dipublikasikan, padahal rentang metode memberi {derived}; "
        "yang dipublikasikan dipertahankan",
        "en": "zone {value} was published where the method's bands give {derived}; "
        "kept as published",
    },
    "category_contradicts_method": {
        "id": "kategori {value} dipublikasikan, padahal rentang metode memberi {derived}; "
        "yang dipublikasikan dipertahankan",
        "en": "category {value} was published where the method's bands give {derived}; "
        "kept as published",
    },
    "unknown_institution": {
        "id": "instansi {value} tidak dikenal; yang terdekat: {nearest}",
        "en": "institution {value} is not known; nearest: {nearest}",
    },
    "code_name_mismatch": {
        "id": "kode {code} adalah {known}, tetapi namanya tertulis {value}; periksa keduanya",
        "en": "code {code} is {known}, but the name given is {value}; check both",
    },
    "compliance_conflict": {
        "id": "nilai berbeda untuk {key}: {scores}; tidak satu pun dipakai, pilih satu",
        "en": "scores for {key} conflict: {scores}; none is used, choose one",
    },
    "unmatched_institution": {
        "id": "{value} tidak cocok dengan instansi mana pun di berkas nilai; terdekat: {nearest}",
        "en": "{value} matches no institution in the file of scores; nearest: {nearest}",
    },
    "unmatched_unit": {
        "id": "unit {value} ({institution}) tidak cocok dengan unit mana pun di berkas nilai; "
        "terdekat: {nearest}",
        "en": "unit {value} ({institution}) matches no unit in the file of scores; "
        "nearest: {nearest}",
    },
    "several_spellings": {
        "id": "{value} tertulis dengan beberapa ejaan dan terbagi dalam beberapa kelompok; "
        "samakan ejaannya atau kelompokkan menurut kode",
        "en": "{value} is spelled in several ways and split into several groups; "
        "spell it one way, or group by the code",
    },
    "unit_empty": {
        "id": "{value} memiliki jawaban tanpa unit; jawaban itu tidak digabung dengan nilai",
        "en": "{value} has answers without a unit; they are not joined with any score",
    },
    "undated_rows": {
        "id": "{count} baris tanpa tahun dihitung bersama tahun {year}; isi kolom year",
        "en": "{count} rows without a year are counted with {year}; fill in column year",
    },
    "compliance_year_unused": {
        "id": "--compliance-year {value} tidak dipakai: berkas menyebut tahun {year}",
        "en": "--compliance-year {value} is not used: the file says {year}",
    },
    "merge_without_institution": {
        "id": "tabel gabungan hanya berisi judul: kelompokkan dengan institution_code atau "
        "institution (--by)",
        "en": "the merged table is only a heading: group by institution_code or institution (--by)",
    },
    "merge_without_year": {
        "id": "tabel gabungan hanya berisi judul: tahun penilaian tidak diketahui; "
        "tambahkan kolom year atau --compliance-year",
        "en": "the merged table has only its heading: the year of the assessment is not known; "
        "add a column year, or --compliance-year",
    },
    "merge_many_years": {
        "id": "tabel gabungan hanya berisi judul: berkas memuat beberapa tahun ({names}); "
        "tambahkan year ke --by",
        "en": "the merged table has only its heading: the file holds several years ({names}); "
        "add year to --by",
    },
    "merge_without_compliance": {
        "id": "tabel gabungan hanya berisi hasil survei: tidak ada berkas nilai (--compliance)",
        "en": "the merged table holds the survey alone: no file of scores (--compliance)",
    },
}
