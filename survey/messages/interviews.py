"""What is wrong with what a phone sent, or with how it was sent."""

TEXTS: dict[str, dict[str, str]] = {
    "batch_unreadable": {
        "id": 'Kiriman bukan JSON dengan daftar "items"; tidak ada yang disimpan. '
        "Bentuknya ada di /api/v1/openapi.json",
        "en": 'What was sent is not JSON with a list "items"; nothing was stored. '
        "The format is described in /api/v1/openapi.json",
    },
    "batch_too_long": {
        "id": "Kiriman memuat {count} wawancara; paling banyak {limit} sekaligus. "
        "Tidak ada yang disimpan; kirim dalam bagian yang lebih kecil",
        "en": "The batch contains {count} interviews; at most {limit} are allowed. "
        "Nothing was stored; send smaller batches",
    },
    "request_too_large": {
        "id": "Kiriman lebih besar dari {limit} byte; tidak ada yang disimpan. "
        "Kirim dalam bagian yang lebih kecil",
        "en": "What was sent is larger than {limit} bytes; nothing was stored. "
        "Send smaller batches",
    },
    "item_invalid": {
        "id": "Bagian {column} dari kiriman hilang atau salah bentuk; kiriman disimpan terpisah",
        "en": "Part {column} of the item is missing or malformed; the item is quarantined",
    },
    "item_too_large": {
        "id": "Wawancara ini lebih besar dari {limit} byte; disimpan terpisah",
        "en": "This interview is larger than {limit} bytes; it is quarantined",
    },
    "digest_mismatch": {
        "id": "Isi tidak cocok dengan sha256-nya: rusak di perjalanan. Kirim sekali lagi",
        "en": "The content does not match its sha256: damaged in transit. Send it again",
    },
    "sealed_key_unknown": {
        "id": "Kunci {value} tidak dikenal dalam putaran ini; kiriman tetap tersegel dan disimpan",
        "en": "Key {value} is not known in this round; the item is kept, still sealed",
    },
    "sealed_unreadable": {
        "id": "Segel tidak dapat dibuka dengan kunci putaran; kiriman tetap tersegel dan disimpan",
        "en": "The seal cannot be opened with the key of the round; the item is kept, still sealed",
    },
    "interview_unreadable": {
        "id": "Isi wawancara bukan JSON yang dapat disimpan; kiriman disimpan terpisah",
        "en": "The content of the interview is not JSON that can be stored; it is quarantined",
    },
    "interview_invalid": {
        "id": "Bagian “{column}” dari wawancara tidak sesuai kontrak ({reason}); "
        "wawancara disimpan terpisah",
        "en": "Part “{column}” of the interview does not follow the contract ({reason}); "
        "the interview is quarantined",
    },
    "interview_place_unknown": {
        "id": "Putaran, unit, atau versi kuesioner wawancara ini tidak ada; disimpan terpisah",
        "en": "The round, unit or questionnaire version of this interview does not exist; "
        "it is quarantined",
    },
    "round_mismatch": {
        "id": "Putaran di luar ({value}) berbeda dari putaran di dalam wawancara; "
        "disimpan terpisah",
        "en": "The round outside ({value}) is not the one inside the interview; it is quarantined",
    },
    "interview_without_consent": {
        "id": "Wawancara ini berisi jawaban tanpa persetujuan; disimpan terpisah",
        "en": "This interview contains answers without consent; it is quarantined",
    },
    "item_failed": {
        "id": "Kesalahan di pihak kami saat menyimpan wawancara ini; isinya disimpan terpisah",
        "en": "A fault on our side while storing this interview; its content is quarantined",
    },
    "token_missing": {
        "id": "Permintaan ini perlu token perangkat: Authorization: Bearer …",
        "en": "This request needs the token of a device: Authorization: Bearer …",
    },
    "token_unknown": {
        "id": "Token perangkat ini tidak dikenal; masuk sekali lagi. Wawancara tetap di ponsel",
        "en": "This device token is not known; sign in again. Interviews stay on the phone",
    },
    "device_revoked": {
        "id": "Izin ponsel ini telah dicabut. Wawancara tetap tersegel di ponsel; "
        "simpan sebagai berkas dan serahkan kepada tim survei",
        "en": "This phone was revoked. Interviews stay sealed on it; "
        "save them as a file and hand it in",
    },
    "token_scope": {
        "id": "Token ini hanya boleh mengirim; buka dengan PIN untuk membaca",
        "en": "This token may only send; unlock with the PIN to read",
    },
    "sign_in_wrong": {
        "id": "Nama pengguna dan kata sandi tidak cocok. Periksa keduanya, lalu coba lagi",
        "en": "User name and password do not match. Check both and try again",
    },
    "not_an_enumerator": {
        "id": "Akun ini bukan akun pewawancara; masuk di halaman tim survei",
        "en": "This account is not an enumerator account; sign in on the staff pages",
    },
    "enumerator_unknown": {
        "id": "pewawancara {value} tidak ada; yang ada: {names}",
        "en": "there is no enumerator {value}; there are: {names}",
    },
    "sender_unknown": {
        "id": "Pewawancara {value} tidak ada; kiriman disimpan terpisah, tetap tersegel. "
        "Tambahkan akunnya, lalu serahkan berkas ini sekali lagi",
        "en": "There is no enumerator {value}; the item is quarantined, still sealed. "
        "Add the account, then hand this file in again",
    },
    "device_unknown": {
        "id": "perangkat {value} tidak ada; lihat: survey device list",
        "en": "there is no device {value}; see: survey device list",
    },
    "unit_not_in_round": {
        "id": "unit {value} tidak disurvei dalam putaran {round}",
        "en": "unit {value} is not surveyed in round {round}",
    },
    "target_invalid": {
        "id": "target harus berupa angka dari 0 sampai {limit}",
        "en": "the target must be a number from 0 to {limit}",
    },
    "sealed_file_unreadable": {
        "id": "Berkas ini bukan berkas antrean tersegel; pilih berkas yang disimpan aplikasi "
        "(suara-layanan-….json)",
        "en": "This is not the file of a sealed queue; choose the file the app saved "
        "(suara-layanan-….json)",
    },
    "unknown_questionnaire": {
        "id": "kuesioner {value} belum diterbitkan",
        "en": "questionnaire {value} is not published",
    },
    "nothing_returned": {
        "id": "Tidak ada wawancara {value} yang menunggu perbaikan dari Saudara",
        "en": "There is no interview {value} waiting for you to correct",
    },
    "database_busy": {
        "id": "Basis data sedang sibuk; tidak ada yang disimpan. Coba lagi sebentar lagi",
        "en": "The database is busy; nothing was stored. Try again in a moment",
    },
}
