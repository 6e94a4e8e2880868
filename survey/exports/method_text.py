"""The sheet Metode: how the figures were computed, in Indonesian and English."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

_WEIGHTS: Final = {"exact": "1/9", "0.111": "0,111", "0.11": "0,11"}

_DEMO_ID: Final = "Jawaban dalam berkas ini buatan, bukan sungguhan; nilai kepatuhan nyata."
_DEMO_EN: Final = "The answers in this file are synthetic, not real; compliance scores are real."

_RULES: Final = (
    (
        "NRR",
        "Jumlah jawaban suatu unsur dibagi banyaknya responden yang menjawab unsur itu. Formulir "
        "resmi menganggap semua pertanyaan terisi; bila ada yang kosong, pembaginya adalah yang "
        "menjawab.",
        "Sum of an element's answers over those who answered it. The official form assumes every "
        "question is filled in; where one is not, the divisor is those who answered.",
    ),
    (
        "IKM",
        "25 × jumlah (NRR × bobot unsur), PermenPANRB 14/2017. Dibulatkan ke dua desimal, setengah "
        "ke atas, baru kemudian diberi mutu. Kosong bila suatu unsur tidak dijawab siapa pun.",
        "25 × sum of (NRR × element weight), PermenPANRB 14/2017. Rounded to two decimals, "
        "half up, then graded. Empty where nobody answered one of the elements.",
    ),
    (
        "Mutu",
        "A 88,31–100,00 sangat baik; B 76,61–88,30 baik; C 65,00–76,60 kurang baik; "
        "D di bawah 65,00 tidak baik.",
        "A 88.31–100.00 very good; B 76.61–88.30 good; C 65.00–76.60 poor; D below 65.00 bad.",
    ),
    (
        "Selang",
        "Selang kepercayaan 95 % dari kovarians kesembilan unsur (linearisasi), dibatasi rentang "
        "skala. Tanpa rancangan: t dengan derajat bebas n − 1, bagian (%) menurut Wilson. Dengan "
        "rancangan: t dengan derajat bebas satuan sampel primer − strata, bagian (%) menurut "
        "logit. Putaran: strata = unit, satuan sampel = hari wawancara bila sekurangnya 8 hari.",
        "95 % intervals from the covariance of the nine elements (linearisation), within the "
        "scale. Without a design: t on n − 1 degrees of freedom, shares by Wilson. With one: t on "
        "PSUs − strata, shares by logit. A round: strata = units, PSUs = interview days where "
        "there are at least 8.",
    ),
    (
        "Maladministrasi",
        "Ya bila paling sedikit satu dari sepuluh bentuk dialami; tidak bila kesepuluhnya dijawab "
        "tidak; selain itu tidak dihitung. Rumusan pertanyaan adalah rumusan kami sendiri.",
        "Yes where at least one of the ten forms was experienced; no where all ten were answered "
        "no; else not counted. The wording of the questions is our own.",
    ),
    (
        "Bebas maladministrasi",
        "100 × (1 − rata-rata bagian kesepuluh bentuk). Ukuran kami sendiri.",
        "100 × (1 − mean share over the ten forms). Our own measure.",
    ),
    (
        "Nilai kepatuhan",
        "Seperti dipublikasikan Ombudsman. Zona dan kategori yang dipublikasikan tidak dihitung "
        "ulang; hanya diturunkan bila tidak dipublikasikan dan metodenya diketahui.",
        "As published by the Ombudsman. A published zone or category is never computed again; one "
        "is derived only where none was published and the method is known.",
    ),
    (
        "Selisih dan kuadran",
        "Selisih = IKM − nilai kepatuhan 0–100; IKM bermula dari 25. Kuadran: patuh = zona hijau; "
        "dinilai baik = IKM ≥ 76,61.",
        "Gap = IKM − compliance on 0–100; the index starts at 25. Quadrant: compliant = green; "
        "well perceived = IKM ≥ 76.61.",
    ),
)


def lines(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of the sheet as (name, Indonesian, English)."""
    settings = manifest["settings"]
    if manifest.get("demo"):
        yield "DATA CONTOH", _DEMO_ID, _DEMO_EN
    weight = _WEIGHTS[settings["element_weight"]]
    min_n = settings["min_n"]
    yield "Bobot unsur", weight, f"Element weight: {weight.replace(',', '.')}"
    yield (
        "Penyembunyian",
        f"Angka dengan dasar kurang dari {min_n} responden disembunyikan, beserta semua angka yang "
        "dapat dihitung darinya.",
        f"Figures with a base under {min_n} respondents are hidden, with every figure they could "
        "be computed from or back to.",
    )
    by = ", ".join(settings["by"]) or "–"
    chosen = settings["channels"]
    channels = chosen if isinstance(chosen, str) else ", ".join(chosen)
    yield "Pengelompokan", by, f"Grouped by: {by}"
    yield "Saluran yang diminta", channels, f"Channels asked for: {channels}"
    design = _stated(settings.get("design"))
    yield "Rancangan sampel", design, f"Sampling design: {design}"
    year = str(settings["compliance_year"] or "–")
    yield "Tahun penilaian yang diminta", year, f"Year of the assessment asked for: {year}"
    yield from _RULES
    names = ("Baris masuk", "Baris dipakai", "Baris ditolak")
    for name, key in zip(names, ("rows_in", "rows_used", "rows_rejected"), strict=True):
        yield name, str(manifest[key]), key
    aside = manifest["rows_set_aside"]
    yield "Baris disisihkan", _reasons(aside), "rows_set_aside"
    for source in manifest["inputs"]:
        digest = f"SHA-256 {source['sha256']}" if source["sha256"] else ""
        yield "Berkas masukan", source["name"], digest
    for warning in manifest["warnings"]:
        yield "Peringatan", warning["message"], warning["code"]
    yield "Versi", manifest["version"], "Suara Layanan"


def _stated(design: Mapping[str, Any] | None) -> str:
    """Return the settings of the design as text; a dash where none was stated."""
    if not design:
        return "–"
    return "; ".join(f"{name} = {value}" for name, value in design.items() if value)


def _reasons(counts: Mapping[str, int]) -> str:
    """Return counts with their reasons: `756 (channel)`."""
    found = [f"{count} ({reason})" for reason, count in counts.items() if count]
    return ", ".join(found) or "0"
