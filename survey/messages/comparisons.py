"""What a reader of scores, comparisons and trends should know; what cannot be compared."""

TEXTS: dict[str, dict[str, str]] = {
    "analysis_off_scale": {
        "id": "nilai {value} pada baris {rows} tidak ada pada skala; perbaiki atau kosongkan",
        "en": "value {value} in rows {rows} is not on the scale; fix it or leave it empty",
    },
    "score_interval_not_estimable": {
        "id": "interval indeks tidak dapat diperkirakan: jawaban terlalu sedikit, atau semua "
        "jawaban sama",
        "en": "the interval of the index cannot be estimated: too few answers, or all equal",
    },
    "score_no_units": {
        "id": "tidak ada unit untuk dirata-ratakan",
        "en": "there are no units to average",
    },
    "score_unit_without_index": {
        "id": "unit {names} tidak punya indeks (ada unsur yang tidak dijawab siapa pun), jadi "
        "rata-rata unit tidak dihitung",
        "en": "units {names} have no index (nobody answered one of the elements), so there is "
        "no mean of units",
    },
    "score_unit_without_spread": {
        "id": "unit {names} punya kurang dari dua jawaban atau hanya satu klaster, jadi galat baku "
        "rata-rata unit tidak dapat diperkirakan",
        "en": "units {names} have fewer than two responses or a single cluster, so the standard "
        "error of the mean of units cannot be estimated",
    },
    "score_unit_all_equal": {
        "id": "semua indeks jawaban di unit {names} sama; ketidakpastiannya terhitung nol, "
        "sehingga interval ini mungkin terlalu sempit",
        "en": "the responses of units {names} all have the same index; their uncertainty counts "
        "as zero, so this interval may be too narrow",
    },
    "score_units_of_mixed_designs": {
        "id": "sebagian unit berasal dari satu rancangan dan sebagian dari yang lain; pakai satu "
        "rancangan untuk semua unit, atau satu rancangan untuk tiap unit",
        "en": "some units share a design and others do not; use one design for all units, or one "
        "for each unit",
    },
    "elements_unanswered": {
        "id": "unsur {names} tidak dijawab siapa pun dan tidak ikut dibandingkan",
        "en": "nobody answered elements {names}, so they are not compared",
    },
    "elements_not_estimable": {
        "id": "perbedaan antarunsur tidak dapat diuji: semua jawaban sama, atau jawaban terlalu "
        "sedikit",
        "en": "differences between elements cannot be tested: all answers are equal, or there "
        "are too few",
    },
    "elements_all_alike": {
        "id": "semua unsur punya rata-rata yang sama; tidak ada yang terkuat atau terlemah",
        "en": "all elements have the same mean; none is the strongest or the weakest",
    },
    "quadrant_no_zone": {
        "id": "zona kepatuhan tidak diketahui, jadi kuadran tidak ditentukan",
        "en": "the compliance zone is unknown, so there is no quadrant",
    },
    "quadrant_doubt_not_estimable": {
        "id": "keraguan atas kuadran tidak dapat diperkirakan: jawaban terlalu sedikit, atau "
        "semuanya sama",
        "en": "the doubt about the quadrant cannot be estimated: too few answers, or all equal",
    },
    "gap_starts_at_25": {
        "id": "IKM paling rendah 25, sedangkan nilai kepatuhan mulai dari 0, jadi selisih "
        "keduanya condong ke IKM; lihat juga ikm_rescaled, yang mulai dari 0",
        "en": "the index starts at 25 and compliance at 0, so the gap favours the index; "
        "see also ikm_rescaled, which starts at 0",
    },
    "gap_grade_holds_interview": {
        "id": "nilai kepatuhan tahun {year} sudah memuat wawancara Ombudsman sendiri dengan "
        "pengguna layanan ({weight}), jadi kedua angka tidak sepenuhnya terpisah",
        "en": "the compliance score of {year} already includes the Ombudsman's own interviews "
        "with service users ({weight}), so the two figures are not fully independent",
    },
    "agreement_methods_mixed": {
        "id": "nilai dari metode berbeda ({names}) tidak dapat dibandingkan; pilih satu metode",
        "en": "scores of different methods ({names}) cannot be compared; choose one method",
    },
    "agreement_unit_twice": {
        "id": "unit {value} muncul lebih dari sekali; pakai satu tahun dan satu baris untuk tiap "
        "unit",
        "en": "unit {value} appears more than once; use one year and one row per unit",
    },
    "agreement_not_finite": {
        "id": "IKM atau nilai kepatuhan unit {value} bukan bilangan; keluarkan unit itu",
        "en": "the index or compliance score of unit {value} is not a number; leave that unit out",
    },
    "agreement_few": {
        "id": "kurang dari empat unit punya kedua nilai; interval tidak dapat diperkirakan",
        "en": "fewer than four units have both scores; the interval cannot be estimated",
    },
    "agreement_perfect": {
        "id": "kedua urutan sama persis atau terbalik persis; interval tidak dapat diperkirakan",
        "en": "the two orders are the same or exactly reversed; the interval cannot be estimated",
    },
    "agreement_all_equal": {
        "id": "semua unit punya nilai yang sama pada salah satu ukuran; korelasi tidak ada",
        "en": "all units have the same value on one of the measures; there is no correlation",
    },
    "trend_settings_differ": {
        "id": "putaran {value} dan {other} tidak dapat dibandingkan: {names} berbeda; hitung "
        "keduanya dengan pengaturan yang sama",
        "en": "rounds {value} and {other} cannot be compared: {names} differ; compute both with "
        "the same settings",
    },
    "trend_no_former": {
        "id": "belum ada putaran terdahulu yang dapat dibandingkan",
        "en": "there is no earlier round to compare with yet",
    },
    "trend_no_index": {
        "id": "putaran {value} tidak punya indeks, jadi tidak ikut dibandingkan",
        "en": "round {value} has no index and is not compared",
    },
    "trend_best_was_picked": {
        "id": "putaran terbaik dipilih dari {count} putaran karena nilainya, sebagian mungkin "
        "kebetulan; penurunan terhadapnya lebih mudah tampak daripada yang sebenarnya",
        "en": "the best of {count} rounds was picked for its value, which may be partly luck; a "
        "decline from it appears more easily than it should",
    },
    "trend_not_estimable": {
        "id": "perubahan terhadap putaran {value} tidak dapat diuji: jawaban terlalu sedikit, "
        "atau semuanya sama",
        "en": "the change from round {value} cannot be tested: too few answers, or all equal",
    },
    "channels_one_side": {
        "id": "tidak ada indeks untuk salah satu kelompok kanal, jadi keduanya tidak dibandingkan",
        "en": "one of the groups of channels has no index, so they are not compared",
    },
    "channels_unplaced": {
        "id": "{count} jawaban tanpa kanal yang dikenal tidak masuk kelompok mana pun",
        "en": "{count} responses without a known channel belong to neither group",
    },
    "channels_self_selected": {
        "id": "jawaban daring dan kios datang dari orang yang memilih sendiri untuk menjawab; "
        "perbedaannya bisa karena orangnya, bukan karena layanannya",
        "en": "online and kiosk answers come from people who chose to answer; a difference may "
        "lie in the people, not in the service",
    },
}
