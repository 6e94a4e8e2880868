"""Faults of a file as a whole."""

TEXTS: dict[str, dict[str, str]] = {
    "file_missing": {
        "id": "berkas tidak ditemukan; periksa nama dan foldernya",
        "en": "the file does not exist; check its name and folder",
    },
    "file_unreadable": {
        "id": "berkas tidak dapat dibaca ({reason}); periksa izin aksesnya",
        "en": "the file cannot be read ({reason}); check its permissions",
    },
    "empty_file": {
        "id": "berkas kosong (0 bita); simpan ulang dari program asalnya",
        "en": "the file is empty (0 bytes); save it again from the program it came from",
    },
    "no_rows": {
        "id": "tidak ada baris di bawah judul kolom; isi paling sedikit satu baris",
        "en": "there is no row below the heading; fill in at least one",
    },
    "unknown_ending": {
        "id": "akhiran berkas {value} tidak dikenal; simpan sebagai {allowed}",
        "en": "the file extension {value} is not known; save the file as {allowed}",
    },
    "not_what_it_says": {
        "id": "isi berkas bukan {expected} melainkan {found}; simpan ulang sebagai {expected} "
        "atau perbaiki akhirannya",
        "en": "the content is not {expected} but {found}; save it again as {expected} "
        "or fix its ending",
    },
    "encoding_unknown": {
        "id": "penyandian huruf tidak dikenal; simpan ulang sebagai CSV UTF-8",
        "en": "the text encoding is not known; save it again as CSV UTF-8",
    },
    "encoding_windows_1252": {
        "id": "dibaca sebagai Windows-1252 karena bukan UTF-8; periksa huruf khusus, "
        "atau simpan sebagai CSV UTF-8",
        "en": "read as Windows-1252 because it is not UTF-8; check special letters, "
        "or save it as CSV UTF-8",
    },
    "csv_broken": {
        "id": "tanda kutip tidak berpasangan atau sel terlalu panjang ({reason}); "
        "perbaiki di sekitar baris ini",
        "en": "a quotation mark without its pair, or a cell too long ({reason}); "
        "fix it near this row",
    },
    "other_sheets_ignored": {
        "id": "hanya lembar pertama ({used}) yang dibaca; lembar lain dilewati: {ignored}",
        "en": "only the first sheet ({used}) is read; others are ignored: {ignored}",
    },
    "needs_parquet": {
        "id": "Parquet memerlukan tambahan: pip install 'suara-layanan[parquet]'",
        "en": "Parquet needs an extra: pip install 'suara-layanan[parquet]'",
    },
    "duplicate_column": {
        "id": "kolom {column} ada lebih dari sekali; hapus atau ganti nama salah satunya",
        "en": "column {column} appears more than once; remove or rename one of them",
    },
    "unknown_columns": {
        "id": "kolom yang tidak dikenal dipertahankan dan dapat dipakai untuk --by: {names}",
        "en": "unknown columns are kept and can be used with --by: {names}",
    },
    "unknown_columns_ignored": {
        "id": "kolom yang tidak dikenal dilewati: {names}",
        "en": "unknown columns are ignored: {names}",
    },
    "same_file_twice": {
        "id": "berkas ini sama isinya dengan {other}; hapus salah satunya",
        "en": "this file has the same content as {other}; leave one of them out",
    },
    "xlsx_damaged": {
        "id": "buku kerja rusak atau lembar pertamanya bukan tabel ({reason}); "
        "buka dan simpan ulang, dengan tabel di lembar pertama",
        "en": "the workbook is damaged or its first sheet is not a table ({reason}); "
        "open it and save it again, with the table on the first sheet",
    },
    "parquet_damaged": {
        "id": "berkas Parquet rusak ({reason}); buat ulang",
        "en": "the Parquet file is damaged ({reason}); make it again",
    },
    "output_is_input": {
        "id": "hasil akan menimpa berkas masukan ini; pilih folder lain dengan --out",
        "en": "the result would overwrite this input; choose another folder with --out",
    },
    "stale_results": {
        "id": "folder ini juga memuat hasil lama yang tidak ditulis ulang: {names}",
        "en": "this folder also holds older results that were not written again: {names}",
    },
    "unexpected": {
        "id": "kesalahan pada program ini ({reason}); laporkan beserta perintah dan berkasnya",
        "en": "a fault of this program ({reason}); report it with the command and the file",
    },
    "too_many_cells": {
        "id": "baris ini berisi lebih banyak sel daripada judul kolom; "
        "hapus sel lebih atau beri tanda kutip pada teks yang memuat pemisah",
        "en": "this row has more cells than the heading; remove the extra cells, "
        "or put quotation marks around text that contains the separator",
    },
    "output_unwritable": {
        "id": "hasil tidak dapat ditulis ({reason}); pilih folder lain dengan --out",
        "en": "the output cannot be written ({reason}); choose another folder with --out",
    },
}
