"""Faults of sampling designs, of weights and of known totals."""

TEXTS: dict[str, dict[str, str]] = {
    "design_unknown_column": {
        "id": "kolom {column} tidak ada; yang ada: {names}",
        "en": "there is no column {column}; there are: {names}",
    },
    "design_length": {
        "id": "{found} nilai diberikan untuk {rows} baris; berikan satu nilai per baris",
        "en": "{found} values are given for {rows} rows; give one value per row",
    },
    "design_other_rows": {
        "id": "indeks nilai berbeda dari indeks tabel; pakai kolom dari tabel yang sama",
        "en": "the values have another index than the table; use a column of the same table",
    },
    "design_not_numeric": {
        "id": "{value} bukan bilangan (baris {rows}); tulis angka atau kosongkan",
        "en": "{value} is not a number (rows {rows}); write a number or leave it empty",
    },
    "design_not_finite": {
        "id": "nilai tak hingga (baris {rows}); perbaiki atau kosongkan",
        "en": "the value is infinite (rows {rows}); correct it or leave it empty",
    },
    "design_not_binary": {
        "id": "{value} bukan 0 atau 1 (baris {rows}); pakai kolom 0/1 atau sebutkan level",
        "en": "{value} is neither 0 nor 1 (rows {rows}); use a 0/1 column or name a level",
    },
    "design_unknown_level": {
        "id": "tidak ada baris dengan {value}; nilai yang ada: {names}",
        "en": "no row has {value}; there are: {names}",
    },
    "design_no_label": {
        "id": "label kosong (baris {rows}); isi, sebab baris tanpa strata atau klaster "
        "tidak punya tempat dalam desain",
        "en": "the label is empty (rows {rows}); fill it in: a row without stratum or cluster "
        "has no place in the design",
    },
    "design_two_spellings": {
        "id": "{value} dan {other} adalah label yang sama dalam dua ejaan; samakan ejaannya",
        "en": "{value} and {other} are one label in two spellings; spell it one way",
    },
    "design_bad_weight": {
        "id": "bobot {value} tidak dapat dipakai (baris {rows}); bobot harus bilangan positif, "
        "yaitu banyaknya orang yang diwakili baris itu",
        "en": "weight {value} cannot be used (rows {rows}); a weight is a positive number: "
        "the number of people the row stands for",
    },
    "design_weights_needed": {
        "id": "bobot tidak dapat diturunkan: tidak semua dari {stages} tahap punya populasi "
        "berhingga; berikan kolom bobot",
        "en": "weights cannot be derived: not all of the {stages} stages have a finite "
        "population; give a column of weights",
    },
    "design_ssu_without_psu": {
        "id": "ssu diberikan tanpa psu; sebutkan unit tahap pertama di psu",
        "en": "ssu is given without psu; name the units of the first stage in psu",
    },
    "design_psu_in_two_strata": {
        "id": "unit {value} ada di dua strata ({strata}); beri label berbeda, atau pakai "
        "nest=True bila label berulang di tiap strata",
        "en": "unit {value} is in two strata ({strata}); give it two labels, or use "
        "nest=True where labels are reused in each stratum",
    },
    "design_strata_stages": {
        "id": "strata diberikan untuk {given} tahap, tetapi desain hanya punya {stages} tahap",
        "en": "strata are given for {given} stages, but the design has only {stages}",
    },
    "design_fpc_stages": {
        "id": "populasi diberikan untuk {given} tahap, tetapi desain hanya punya {stages} "
        "tahap; sebutkan unit tiap tahap di psu dan ssu",
        "en": "populations are given for {given} stages, but the design has only {stages}; "
        "name the units of each stage in psu and ssu",
    },
    "design_fpc_mixed": {
        "id": "sebagian nilai di atas 1 dan sebagian di bawah 1; pakai jumlah unit saja atau "
        "fraksi saja",
        "en": "some values are over 1 and some under; use either numbers of units or fractions "
        "throughout",
    },
    "design_bad_fpc": {
        "id": "populasi {value} tidak dapat dipakai (baris {rows}); isi jumlah unit atau "
        "fraksi sampel, lebih dari 0",
        "en": "population {value} cannot be used (rows {rows}); fill in a number of units or "
        "a sampling fraction, over 0",
    },
    "design_fpc_varies": {
        "id": "populasi {value} berbeda dari {other} dalam strata {stratum}; satu strata "
        "punya satu populasi",
        "en": "population {value} differs from {other} in stratum {stratum}; a stratum has one "
        "population",
    },
    "design_small_population": {
        "id": "populasi {value} dari strata {stratum} lebih kecil dari sampelnya ({sampled}); "
        "perbaiki populasinya, atau buang baris ganda",
        "en": "population {value} of stratum {stratum} is smaller than its sample ({sampled}); "
        "correct it, or remove repeated rows",
    },
    "design_unknown_rule": {
        "id": "aturan {value} untuk strata dengan satu PSU tidak dikenal; pilih dari {names}",
        "en": "rule {value} for strata with one PSU is not known; choose from {names}",
    },
    "design_lonely": {
        "id": "{count} strata hanya punya satu PSU ({names}); ragamnya dihitung dengan aturan "
        "{rule}. Gabungkan strata yang serupa bila mungkin",
        "en": "{count} strata have only one PSU ({names}); their variance follows the rule "
        "{rule}. Merge similar strata where possible",
    },
    "design_no_spread": {
        "id": "tiap strata hanya punya satu unit: galat baku tidak dapat diperkirakan; "
        "gabungkan strata atau ambil lebih banyak unit",
        "en": "every stratum has only one unit: standard errors cannot be estimated; merge "
        "strata or draw more units",
    },
    "design_bad_mask": {
        "id": "subset memerlukan True atau False untuk tiap baris dari {rows} baris; bentuk "
        "yang diberikan: {found}",
        "en": "a subset needs True or False for each of {rows} rows; the shape given: {found}",
    },
    "design_bad_values": {
        "id": "nilai linearisasi harus bilangan berhingga, satu baris untuk tiap baris dari "
        "{rows} baris; bentuk yang diberikan: {found}",
        "en": "linearised values are finite numbers, one row for each of {rows} rows; the "
        "shape given: {found}",
    },
    "design_not_plain": {
        "id": "interval Wilson hanya berlaku tanpa strata, klaster, dan bobot; pakai logit "
        "atau beta",
        "en": "Wilson's interval is valid only without strata, clusters and weights; use logit or "
        "beta",
    },
    "design_unknown_statistic": {
        "id": "statistik {value} tidak dikenal; pilih dari {names}",
        "en": "statistic {value} is not known; choose from {names}",
    },
    "design_ratio_columns": {
        "id": "rasio memerlukan satu kolom pembilang dan satu kolom penyebut (denominator)",
        "en": "a ratio needs one column as numerator and one as denominator",
    },
    "design_no_groups": {
        "id": "tidak ada kolom kelompok; sebutkan sedikitnya satu",
        "en": "there is no column to group by; name at least one",
    },
    "design_unknown_estimate": {
        "id": "perkiraan {value} tidak ada; yang ada: {names}",
        "en": "there is no estimate {value}; there are: {names}",
    },
    "design_bad_trim": {
        "id": "batas bobot {value} tidak dapat dipakai; tulis kelipatan median, sedikitnya 1",
        "en": "weight limit {value} cannot be used; write a multiple of the median, at least 1",
    },
    "design_low_trim": {
        "id": "batas bobot {value} × median terlalu rendah untuk menjaga jumlah bobot; "
        "sedikitnya {least}",
        "en": "weight limit {value} × median is too low to keep the total of the weights; at "
        "least {least}",
    },
    "design_trim_late": {
        "id": "bobot sudah disesuaikan dengan total yang diketahui; pangkas bobot sebelum itu",
        "en": "the weights already meet known totals; trim them before that",
    },
    "design_margins_of_domain": {
        "id": "total yang diketahui berlaku untuk semua baris; sesuaikan bobot sebelum subset",
        "en": "known totals are those of all rows; adjust the weights before taking a subset",
    },
    "design_no_margins": {
        "id": "tidak ada total yang diketahui; berikan sedikitnya satu kolom",
        "en": "there are no known totals; give at least one column",
    },
    "design_margin_missing": {
        "id": "kategori {value} ada dalam data, tetapi tidak dalam total yang diketahui; "
        "tambahkan totalnya atau gabungkan kategorinya",
        "en": "category {value} is in the data but not in the known totals; add its total or "
        "merge the category",
    },
    "design_margin_extra": {
        "id": "kategori {value} punya total, tetapi tidak ada dalam data; gabungkan dengan "
        "kategori yang ada",
        "en": "category {value} has a total but is not in the data; merge it with one that is",
    },
    "design_bad_margin": {
        "id": "total {value} dari kategori {category} harus bilangan positif",
        "en": "total {value} of category {category} must be a positive number",
    },
    "design_margin_totals": {
        "id": "total berjumlah {value}, tetapi {other} berjumlah {total}; keduanya harus dari "
        "populasi yang sama",
        "en": "the totals add up to {value}, but those of {other} to {total}; both must describe "
        "the same population",
    },
    "design_raking_failed": {
        "id": "raking tidak selesai dalam {iterations} putaran: masih {gap} % dari populasi; "
        "gabungkan kategori yang sangat kecil",
        "en": "raking did not converge in {iterations} iterations: still off by {gap} % of the "
        "population; merge very small categories",
    },
}
