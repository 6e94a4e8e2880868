"""What columns and keys are called on a sheet an official reads."""

from typing import Final

LABELS: Final = {
    "year": ("Tahun", "Year of the assessment"),
    "institution_code": ("Kode instansi", "Code of the institution"),
    "institution": ("Instansi", "Institution"),
    "unit_code": ("Kode unit", "Code of the unit"),
    "unit": ("Unit", "Unit"),
    "sector": ("Sektor", "Sector"),
    "service": ("Layanan", "Service"),
    "channel": ("Saluran", "Channel"),
    "sex": ("Jenis kelamin", "Sex"),
    "age_group": ("Kelompok umur", "Age group"),
    "education": ("Pendidikan", "Education"),
    "occupation": ("Pekerjaan", "Occupation"),
    "n": ("n", "Responses"),
    "channels": ("Saluran yang termuat", "Channels held"),
    "ikm": ("IKM", "Satisfaction index, 25–100"),
    "ikm_se": ("Galat baku IKM", "Standard error of the index"),
    "ikm_low": ("IKM batas bawah", "Lower limit of the 95 % interval"),
    "ikm_high": ("IKM batas atas", "Upper limit of the 95 % interval"),
    "ikm_df": ("Derajat bebas", "Degrees of freedom"),
    "ikm_deff": ("Efek rancangan", "Design effect; empty without a design"),
    "ikm_grade": ("Mutu", "Grade A–D"),
    "ikm_rescaled": ("IKM skala 0–100", "Index on 0–100: (IKM − 25) / 75 × 100"),
    "mal_n": ("n maladministrasi", "Responses behind the rate"),
    "mal_rate": ("Mengalami maladministrasi", "Share reporting at least one form"),
    "mal_low": ("Maladministrasi batas bawah", "Lower limit of the 95 % interval"),
    "mal_high": ("Maladministrasi batas atas", "Upper limit of the 95 % interval"),
    "freedom": ("Bebas maladministrasi", "100 × (1 − mean share over the ten forms)"),
    "freedom_se": ("Galat baku bebas maladm.", "Standard error of it"),
    "freedom_low": ("Bebas maladm. batas bawah", "Lower limit of the 95 % interval"),
    "freedom_high": ("Bebas maladm. batas atas", "Upper limit of the 95 % interval"),
    "suppressed": ("Disembunyikan", "1: hidden, the base is too small"),
    "notes": ("Catatan", "Notes (codes)"),
    "element": ("Unsur", "Element"),
    "mean": ("Nilai rata-rata (NRR)", "Mean of those who answered, 1–4"),
    "se": ("Galat baku", "Standard error"),
    "low": ("Batas bawah", "Lower limit of the 95 % interval"),
    "high": ("Batas atas", "Upper limit of the 95 % interval"),
    "c1": ("Jawaban 1", "Answers 1"),
    "c2": ("Jawaban 2", "Answers 2"),
    "c3": ("Jawaban 3", "Answers 3"),
    "c4": ("Jawaban 4", "Answers 4"),
    "form": ("Bentuk", "Form of maladministration"),
    "share": ("Bagian yang mengalami", "Share that experienced it"),
    "method": ("Metode penilaian", "Method of the grade"),
    "compliance_score": ("Nilai kepatuhan", "Compliance score as published"),
    "compliance_max": ("Nilai maksimum", "Its maximum as published"),
    "compliance_100": ("Nilai kepatuhan 0–100", "Derived: score / maximum × 100"),
    "zone": ("Zona", "Zone"),
    "zone_source": ("Sumber zona", "published, derived or none"),
    "category": ("Kategori", "Category A–E"),
    "category_source": ("Sumber kategori", "published, derived or none"),
    "gap": ("Selisih", "IKM − compliance on 0–100"),
    "quadrant": ("Kuadran", "Compliant (hijau) × well perceived (IKM ≥ 76.61)"),
    "row": ("Baris", "Row, as a spreadsheet shows it"),
    "column": ("Kolom", "Column"),
    "value": ("Isi", "What stood there"),
    "code": ("Kode", "Code of the problem"),
    "message": ("Keterangan", "What is wrong and how to mend it"),
    "file": ("Berkas", "File"),
}

KEYS: Final = {
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


def label(column: str) -> str:
    """Head a column; a column of the user's own keeps its name."""
    return LABELS.get(column, (column, ""))[0]


def key_label(key: str) -> str:
    """Name an element or a form as the law does."""
    return KEYS.get(key, key)
