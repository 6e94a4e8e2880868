"""Why a submission was not accepted."""

TEXTS: dict[str, dict[str, str]] = {
    "round_closed": {
        "id": "Putaran survei ini sudah ditutup; jawaban disimpan terpisah",
        "en": "This round of the survey is closed; the answers are quarantined",
    },
    "round_not_open": {
        "id": "Putaran survei ini belum dibuka; jawaban disimpan terpisah",
        "en": "This round of the survey is not open yet; the answers are quarantined",
    },
    "id_conflict": {
        "id": "Nomor ini sudah dipakai untuk jawaban yang berbeda; keduanya disimpan",
        "en": "This number was already used for different answers; both are kept",
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
        "en": "the form has too many fields; reload the page",
    },
    "too_many_attempts": {
        "id": "Terlalu banyak percobaan yang salah. Tunggu {seconds} detik, lalu coba lagi",
        "en": "Too many wrong attempts. Wait {seconds} seconds, then try again",
    },
    "receipt_unknown": {
        "id": "Kode ini tidak dikenal. Periksa huruf dan angkanya; I, L, O, dan U tidak dipakai",
        "en": "This code is not known. Check its letters and digits; I, L, O and U are never used",
    },
    "receipt_missing": {
        "id": "Tulis kode tanda terima: 16 huruf dan angka",
        "en": "Write the receipt code: 16 letters and digits",
    },
    "batch_size": {
        "id": "Tulis jumlah tautan dengan angka, dari 1 sampai {limit}",
        "en": "Write the number of links in figures, from 1 to {limit}",
    },
    "token_revoked": {
        "id": "Tautan sekali pakai ini sudah ditarik; jawaban disimpan terpisah",
        "en": "This one-time link was revoked; the answers are quarantined",
    },
    "too_many_posters": {
        "id": "Poster untuk {count} unit sekaligus terlalu banyak (paling banyak {limit}); "
        "tambahkan ?institution=KODE pada alamat untuk mencetak per instansi",
        "en": "Posters for {count} units are too many at once (at most {limit}); "
        "add ?institution=CODE to the address to print by institution",
    },
    "batch_empty": {
        "id": "Semua tautan dalam kumpulan ini sudah dipakai; buat kumpulan baru",
        "en": "Every link in this batch has been used; create a new batch",
    },
    "batch_of_another_secret": {
        "id": "Kumpulan ini dibuat dengan SECRET_KEY lain, jadi tidak dapat dicetak lagi; "
        "yang sudah dicetak tetap berlaku. Buat kumpulan baru, "
        "atau minta kunci lama ditulis di SECRET_KEY_FORMER",
        "en": "This batch was made with another SECRET_KEY, so it cannot be printed again; "
        "slips already printed stay valid. Create a new batch, "
        "or have the old secret added to SECRET_KEY_FORMER",
    },
    "form_stale": {
        "id": "Halaman ini perlu dikirim sekali lagi; jawaban Saudara masih ada di bawah",
        "en": "This page needs to be sent once more; your answers are still below",
    },
}
