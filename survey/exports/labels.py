"""Headings, keys and notes as an official reads them on a sheet."""

from typing import Final

# Column → heading, and what it means in Indonesian and English.
LABELS: Final = {
    "year": ("Tahun", "Tahun penilaian", "Year of the assessment"),
    "institution_code": ("Kode instansi", "Kode Kemendagri instansi", "Code of the institution"),
    "institution": ("Instansi", "Nama instansi", "Institution"),
    "unit_code": ("Kode unit", "Kode unit layanan", "Code of the unit"),
    "unit": ("Unit", "Nama unit layanan", "Unit"),
    "sector": ("Sektor", "Sektor layanan", "Sector"),
    "service": ("Layanan", "Layanan yang diterima", "Service"),
    "channel": ("Saluran", "Cara jawaban diterima", "Channel"),
    "sex": ("Jenis kelamin", "L laki-laki, P perempuan", "Sex"),
    "age_group": ("Kelompok umur", "Kelompok umur responden", "Age group"),
    "education": ("Pendidikan", "Pendidikan terakhir", "Education"),
    "occupation": ("Pekerjaan", "Pekerjaan responden", "Occupation"),
    "n": ("n", "Banyaknya jawaban di balik baris ini", "Responses"),
    "channels": ("Saluran yang termuat", "Cara jawaban diterima", "Channels held"),
    "ikm": ("IKM", "Indeks Kepuasan Masyarakat, 25–100", "Satisfaction index, 25–100"),
    "ikm_se": ("Galat baku IKM", "Galat baku indeks", "Standard error of the index"),
    "ikm_low": (
        "IKM batas bawah",
        "Batas bawah selang kepercayaan 95 %",
        "Lower limit of the 95 % interval",
    ),
    "ikm_high": (
        "IKM batas atas",
        "Batas atas selang kepercayaan 95 %",
        "Upper limit of the 95 % interval",
    ),
    "ikm_df": ("Derajat bebas", "Derajat bebas selang", "Degrees of freedom"),
    "ikm_deff": (
        "Efek rancangan",
        "Efek rancangan; kosong tanpa rancangan sampel",
        "Design effect; empty without a design",
    ),
    "ikm_grade": ("Mutu", "Mutu A–D", "Grade A–D"),
    "ikm_rescaled": (
        "IKM skala 0–100",
        "Indeks pada skala 0–100: (IKM − 25) / 75 × 100",
        "Index on 0–100: (IKM − 25) / 75 × 100",
    ),
    "mal_n": ("n maladministrasi", "Jawaban di balik bagian ini", "Responses behind the rate"),
    "mal_rate": (
        "Mengalami maladministrasi",
        "Bagian yang mengalami paling sedikit satu bentuk",
        "Share reporting at least one form",
    ),
    "mal_low": (
        "Maladministrasi batas bawah",
        "Batas bawah selang kepercayaan 95 %",
        "Lower limit of the 95 % interval",
    ),
    "mal_high": (
        "Maladministrasi batas atas",
        "Batas atas selang kepercayaan 95 %",
        "Upper limit of the 95 % interval",
    ),
    "freedom": (
        "Bebas maladministrasi",
        "100 × (1 − rata-rata bagian kesepuluh bentuk)",
        "100 × (1 − mean share over the ten forms)",
    ),
    "freedom_se": ("Galat baku bebas maladm.", "Galat bakunya", "Standard error of it"),
    "freedom_low": (
        "Bebas maladm. batas bawah",
        "Batas bawah selang kepercayaan 95 %",
        "Lower limit of the 95 % interval",
    ),
    "freedom_high": (
        "Bebas maladm. batas atas",
        "Batas atas selang kepercayaan 95 %",
        "Upper limit of the 95 % interval",
    ),
    "suppressed": (
        "Disembunyikan",
        "1: disembunyikan karena dasarnya terlalu kecil",
        "1: hidden, the base is too small",
    ),
    "notes": ("Catatan", "Kode catatan; artinya di bawah", "Notes (codes)"),
    "element": ("Unsur", "Unsur pelayanan", "Element"),
    "mean": (
        "Nilai rata-rata (NRR)",
        "Rata-rata yang menjawab, 1–4",
        "Mean of those who answered, 1–4",
    ),
    "se": ("Galat baku", "Galat baku rata-rata", "Standard error"),
    "low": (
        "Batas bawah",
        "Batas bawah selang kepercayaan 95 %",
        "Lower limit of the 95 % interval",
    ),
    "high": (
        "Batas atas",
        "Batas atas selang kepercayaan 95 %",
        "Upper limit of the 95 % interval",
    ),
    "c1": ("Jawaban 1", "Banyaknya jawaban 1", "Answers 1"),
    "c2": ("Jawaban 2", "Banyaknya jawaban 2", "Answers 2"),
    "c3": ("Jawaban 3", "Banyaknya jawaban 3", "Answers 3"),
    "c4": ("Jawaban 4", "Banyaknya jawaban 4", "Answers 4"),
    "form": ("Bentuk", "Bentuk maladministrasi", "Form of maladministration"),
    "share": ("Bagian yang mengalami", "Bagian yang mengalaminya", "Share that experienced it"),
    "method": ("Metode penilaian", "Skala nilai Ombudsman", "Method of the grade"),
    "compliance_score": (
        "Nilai kepatuhan",
        "Nilai seperti dipublikasikan",
        "Compliance score as published",
    ),
    "compliance_max": (
        "Nilai maksimum",
        "Nilai maksimumnya seperti dipublikasikan",
        "Its maximum as published",
    ),
    "compliance_100": (
        "Nilai kepatuhan 0–100",
        "Diturunkan: nilai / maksimum × 100",
        "Derived: score / maximum × 100",
    ),
    "zone": ("Zona", "hijau, kuning, atau merah", "Zone"),
    "zone_source": (
        "Sumber zona",
        "published dipublikasikan, derived diturunkan, none tidak ada",
        "published, derived or none",
    ),
    "category": ("Kategori", "Kategori A–E", "Category A–E"),
    "category_source": (
        "Sumber kategori",
        "published dipublikasikan, derived diturunkan, none tidak ada",
        "published, derived or none",
    ),
    "gap": ("Selisih", "IKM − nilai kepatuhan 0–100", "IKM − compliance on 0–100"),
    "quadrant": (
        "Kuadran",
        "both patuh dan dinilai baik; paper_only patuh saja; "
        "perceived_only dinilai baik saja; neither tidak keduanya",
        "Compliant (hijau) × well perceived (IKM ≥ 76.61)",
    ),
    "row": ("Baris", "Baris seperti pada lembar kerja", "Row, as a spreadsheet shows it"),
    "column": ("Kolom", "Kolom", "Column"),
    "value": ("Isi", "Isi sel itu", "What stood there"),
    "code": ("Kode", "Kode masalah", "Code of the problem"),
    "message": (
        "Keterangan",
        "Apa yang salah dan cara memperbaikinya",
        "What is wrong and how to mend it",
    ),
    "file": ("Berkas", "Nama berkas", "File"),
}

_KEYS: Final = {
    "persyaratan": "Persyaratan",
    "prosedur": "Sistem, mekanisme, dan prosedur",
    "waktu": "Waktu penyelesaian",
    "biaya": "Biaya/tarif",
    "produk": "Produk spesifikasi jenis pelayanan",
    "kompetensi": "Kompetensi pelaksana",
    "perilaku": "Perilaku pelaksana",
    "pengaduan": "Penanganan pengaduan, saran dan masukan",
    "sarana": "Sarana dan prasarana",
    "penundaan": "Penundaan berlarut",
    "tidak_melayani": "Tidak memberikan pelayanan",
    "tidak_kompeten": "Tidak kompeten",
    "penyalahgunaan": "Penyalahgunaan wewenang",
    "penyimpangan": "Penyimpangan prosedur",
    "imbalan": "Permintaan imbalan",
    "tidak_patut": "Tidak patut",
    "berpihak": "Berpihak",
    "diskriminasi": "Diskriminasi",
    "konflik": "Konflik kepentingan",
}


NOTES: Final = {
    "under_min_n": (
        "disembunyikan: dasarnya terlalu kecil, atau mengarah ke dasar yang terlalu kecil",
        "hidden: the base is too small, or leads to one that is",
    ),
    "mixed_channels": (
        "menggabungkan responden terpilih dan yang mengisi atas kemauan sendiri",
        "pools chosen respondents with self-selected ones",
    ),
    "element_unanswered": (
        "suatu unsur tidak dijawab siapa pun: tidak ada indeks",
        "nobody answered one of the elements: no index",
    ),
    "form_unanswered": (
        "suatu bentuk tidak dijawab siapa pun: tidak ada bagian",
        "nobody answered one of the forms: no rate",
    ),
    "ikm_interval_not_estimable": (
        "satu jawaban, atau semua sama: tidak ada selang",
        "one response, or all alike: no interval",
    ),
    "freedom_interval_not_estimable": (
        "satu jawaban, atau semua sama: tidak ada selang",
        "one response, or all alike: no interval",
    ),
    "days_not_modelled": (
        "kurang dari 8 hari wawancara: selang menganggap orang, bukan hari, sebagai satuan sampel",
        "fewer than 8 interview days: the interval takes persons, not days, as sampling units",
    ),
    "no_survey": ("ada nilai, tidak ada survei", "a score without a survey"),
    "no_compliance": ("ada survei, tidak ada nilai", "a survey without a score"),
    "compliance_conflict": (
        "sumber menyebut nilai yang berbeda; tidak satu pun dipakai",
        "sources print different scores; none is used",
    ),
    "code_name_mismatch": (
        "kode dan nama instansi tidak cocok; kode yang dipakai",
        "code and name of the institution disagree; the code is used",
    ),
    "mean_of_units": (
        "perkiraan: rata-rata daftar unit yang lengkap",
        "estimated: the mean of a complete list of units",
    ),
    "zone_contradicts_method": (
        "zona seperti dipublikasikan, walau rentang metode memberi yang lain",
        "zone as published, although the method's bands give another",
    ),
    "category_contradicts_method": (
        "kategori seperti dipublikasikan, walau rentang metode memberi yang lain",
        "category as published, although the method's bands give another",
    ),
    "demo_data": ("jawaban contoh, bukan sungguhan", "sample answers, not real ones"),
}


def heading_of(column: str) -> str:
    """Return the Indonesian heading of a column; a column of the user's own keeps its name."""
    return LABELS.get(column, (column,))[0]


def key_label(key: str) -> str:
    """Return the name the law gives an element or a form; any other key as it is."""
    return _KEYS.get(key, key)
