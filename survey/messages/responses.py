"""Faults of answers and of the way they are grouped."""

_ITEM_FIX = {
    "id": "kosongkan, atau isi {allowed}, refused, dont_know, not_asked",
    "en": "leave it empty, or fill in {allowed}, refused, dont_know, not_asked",
}

TEXTS: dict[str, dict[str, str]] = {
    "no_item_columns": {
        "id": "tidak ada satu pun kolom unsur; judul kolom yang dikenal: {names}",
        "en": "there is no element column; known headings: {names}",
    },
    "u_headings": {
        "id": "judul U1…U9 dibaca menurut urutan peraturan (U8 = pengaduan, U9 = sarana); "
        "banyak kuesioner menukar keduanya: periksa, lebih aman memakai nama unsur",
        "en": "headings U1…U9 are read in the regulation's order (U8 = pengaduan, complaints; "
        "U9 = sarana, facilities); many forms swap the two: check them; element names are safer",
    },
    "design_other_columns": {
        "id": "kolom rancangan sampel berkas ini berbeda dari berkas pertama ({names}); "
        "semua berkas harus menyatakan rancangan yang sama",
        "en": "the columns of the sampling design differ from those of the first file ({names}); "
        "all files must state the same design",
    },
    "margin_label_missing": {
        "id": "nama kolom atau kategori kosong; tulis column,value,total pada setiap baris",
        "en": "the column or the category is empty; write column,value,total on every line",
    },
    "margin_total_bad": {
        "id": "total {value} bukan bilangan lebih besar dari nol; "
        "tulis tanpa pemisah ribuan, misalnya 12500",
        "en": "the total {value} is not a number greater than zero; "
        "write it without a thousands separator, such as 12500",
    },
    "margin_twice": {
        "id": "kategori {value} tertulis dua kali; sisakan satu",
        "en": "category {value} is listed twice; keep one",
    },
    "margins_empty": {
        "id": "berkas margin tidak berisi baris; kolomnya: {names}",
        "en": "the file of margins has no rows; its columns are: {names}",
    },
    "bad_weight": {
        "id": "bobot harus bilangan lebih besar dari nol, misalnya 12,5; "
        "populasi tanpa pemisah ribuan, misalnya 12500",
        "en": "a weight must be a number greater than zero, such as 12.5; "
        "a population has no thousands separator, such as 12500",
    },
    "population_stages": {
        "id": "kolom {column} menyebut satu ukuran pada sebagian baris dan beberapa pada baris "
        "lain; tulis sama banyak pada setiap baris, misalnya 40; 120",
        "en": "column {column} gives one size on some rows and several on others; "
        "write the same number of sizes on every row, such as 40; 120",
    },
    "label_missing": {
        "id": "kolom {column} kosong; setiap baris memerlukan isi karena kolom ini menentukan "
        "rancangan sampel atau margin",
        "en": "column {column} is empty; every row needs a label, since this column states the "
        "sampling design or a margin",
    },
    "unknown_group_column": {
        "id": "kolom {column} untuk --by tidak ada; yang tersedia: {names}",
        "en": "there is no column {column} for --by; there are: {names}",
    },
    "group_by_item": {
        "id": "{column} adalah butir jawaban dan tidak dapat dipakai untuk --by",
        "en": "{column} is an answered item and cannot be used with --by",
    },
    "group_name_taken": {
        "id": "kolom {column} bernama sama dengan kolom hasil; ganti judulnya agar dapat dipakai "
        "untuk --by",
        "en": "column {column} has the name of a column of the results; "
        "rename it to use it with --by",
    },
    "too_many_groups": {
        "id": "pengelompokan menghasilkan {count} kelompok atau lebih, paling banyak {limit}; "
        "pilih kolom --by yang lebih kasar",
        "en": "the grouping produces {count} groups or more, the limit is {limit}; "
        "choose coarser columns for --by",
    },
    "unknown_channel_option": {
        "id": "saluran {value} tidak dikenal; pilih dari {allowed}",
        "en": "channel {value} is not known; choose from {allowed}",
    },
    "no_channel_column": {
        "id": "--channels diminta tetapi berkas tidak memuat kolom channel",
        "en": "--channels was asked for, but the file has no column channel",
    },
    "off_scale": {
        "id": "jawaban {value} di luar skala {allowed}; " + _ITEM_FIX["id"],
        "en": "answer {value} is off the scale {allowed}; " + _ITEM_FIX["en"],
    },
    "not_a_number": {
        "id": "isian {value} bukan jawaban; " + _ITEM_FIX["id"],
        "en": "entry {value} is not an answer; " + _ITEM_FIX["en"],
    },
    "formula": {
        "id": "sel berisi rumus; tempel sebagai nilai (Paste Special → Values)",
        "en": "the cell holds a formula; paste it as a value (Paste Special → Values)",
    },
    "empty_row": {
        "id": "baris kosong; hapus baris ini",
        "en": "the row is empty; delete it",
    },
    "no_element_answered": {
        "id": "tidak ada satu pun unsur yang dijawab; lengkapi atau hapus baris ini",
        "en": "no element is answered; complete the row or delete it",
    },
    "duplicate_response_id": {
        "id": "response_id {value} sudah ada di {first}; yang pertama dipakai, "
        "beri nomor lain bila ini responden lain",
        "en": "response_id {value} already appears at {first}; the first is used, "
        "give this row another number if it is another person",
    },
    "unknown_channel": {
        "id": "saluran {value} tidak dikenal; pilih dari {allowed}, atau kosongkan",
        "en": "channel {value} is not known; choose from {allowed}, or leave it empty",
    },
    "bad_year": {
        "id": "tahun {value} bukan tahun empat angka (misalnya 2024)",
        "en": "year {value} is not a year of four digits (such as 2024)",
    },
    "unknown_sector": {
        "id": "sektor tidak dikenal, dipertahankan apa adanya: {names}",
        "en": "unknown sectors, kept as they are: {names}",
    },
    "code_lost_zero": {
        "id": "kode {value} tampaknya diubah menjadi angka oleh lembar kerja (36.10 menjadi 36.1); "
        "format kolom sebagai teks dan tulis ulang kodenya",
        "en": "code {value} looks like one a spreadsheet turned into a number (36.10 into 36.1); "
        "format the column as text and type the code again",
    },
}
