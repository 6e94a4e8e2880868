"""Faults of settings, of the database, and of use cases."""

TEXTS: dict[str, dict[str, str]] = {
    "not_a_count": {
        "id": "{column} harus berupa angka, misalnya 0 atau 1; yang tertulis: {value}",
        "en": "{column} must be a number such as 0 or 1; found: {value}",
    },
    "unknown_environment": {
        "id": "SURVEY_ENV {value} tidak dikenal; tulis development atau production",
        "en": "SURVEY_ENV {value} is not known; write development or production",
    },
    "default_secret": {
        "id": "SECRET_KEY belum diisi; isi dengan teks acak yang panjang, misalnya dari: "
        'python -c "import secrets; print(secrets.token_hex(32))"',
        "en": "SECRET_KEY is not set; set it to a long random text, for example from: "
        'python -c "import secrets; print(secrets.token_hex(32))"',
    },
    "default_former_secret": {
        "id": "SECRET_KEY_FORMER memuat bagian kosong atau kunci bawaan, yang diketahui siapa pun; "
        "hapus bagian itu",
        "en": "SECRET_KEY_FORMER has an empty part or the default secret, which anyone can know; "
        "remove that part",
    },
    "database_behind": {
        "id": "basis data belum dimigrasikan; jalankan: survey db upgrade",
        "en": "the database is behind its migrations; run: survey db upgrade",
    },
    "database_ahead": {
        "id": "basis data dibuat oleh versi yang lebih baru; perbarui program ini",
        "en": "the database was made by a newer version; update this program",
    },
    "database_unreachable": {
        "id": "basis data tidak dapat dihubungi ({reason}); periksa DATABASE_URL",
        "en": "the database cannot be reached ({reason}); check DATABASE_URL",
    },
    "database_not_empty": {
        "id": "basis data sudah berisi data; survey demo hanya mengisi basis data kosong",
        "en": "the database is not empty; survey demo fills only an empty one",
    },
    "port_unusable": {
        "id": "porta {value} tidak dapat dipakai ({reason}); pilih yang lain: --port 8001",
        "en": "port {value} cannot be used ({reason}); choose another: --port 8001",
    },
    "unknown_round": {
        "id": "putaran {value} tidak ada; yang ada: {names}",
        "en": "there is no round {value}; there are: {names}",
    },
    "unknown_user_role": {
        "id": "peran {value} tidak dikenal; pilih dari {names}",
        "en": "role {value} is not known; choose from {names}",
    },
    "user_exists": {
        "id": "pengguna {value} sudah ada",
        "en": "user {value} already exists",
    },
    "password_short": {
        "id": "kata sandi terlalu pendek; pakai paling sedikit {limit} huruf",
        "en": "the password is too short; use at least {limit} characters",
    },
    "unit_unknown": {
        "id": "unit {value} tidak terdaftar; impor dengan survey unit import; terdekat: {nearest}",
        "en": "unit {value} is not registered; import it with survey unit import; "
        "nearest: {nearest}",
    },
    "institution_unregistered": {
        "id": "instansi {value} tidak terdaftar; impor dengan survey unit import; "
        "terdekat: {nearest}",
        "en": "institution {value} is not registered; import it with survey unit import; "
        "nearest: {nearest}",
    },
    "version_published": {
        "id": "versi {value} sudah diterbitkan dan tidak dapat diubah; naikkan nomor versinya",
        "en": "version {value} is published and cannot be changed; raise its version number",
    },
    "unit_missing": {
        "id": "nama unit kosong; isi kolom unit",
        "en": "the name of the unit is missing; fill in column unit",
    },
    "sector_invalid": {
        "id": "sektor {value} tidak dikenal; pilih dari {names}",
        "en": "sector {value} is not known; choose from {names}",
    },
    "response_id_missing": {
        "id": "response_id kosong; isi nomor yang tetap, agar impor ulang tidak menggandakan",
        "en": "response_id is missing; fill in a permanent number, "
        "so that importing again duplicates nothing",
    },
}
