"""Languages under one spelling: two-letter codes where there are any.

An exclusion compares codes, so ``eng``, ``en-GB`` and ``English`` must all become ``en``.
"""

_CODES = """
aa aar, ab abk, ae ave, af afr, ak aka, am amh, an arg, ar ara, as asm, av ava, ay aym, az aze,
ba bak, be bel, bg bul, bi bis, bm bam, bn ben, bo bod tib, br bre, bs bos, ca cat, ce che,
ch cha, co cos, cr cre, cs ces cze, cu chu, cv chv, cy cym wel, da dan, de deu ger, dv div,
dz dzo, ee ewe, el ell gre, en eng, eo epo, es spa, et est, eu eus baq, fa fas per, ff ful,
fi fin, fj fij, fo fao, fr fra fre, fy fry, ga gle, gd gla, gl glg, gn grn, gu guj, gv glv,
ha hau, he heb, hi hin, ho hmo, hr hrv, ht hat, hu hun, hy hye arm, hz her, ia ina, id ind,
ie ile, ig ibo, ii iii, ik ipk, io ido, is isl ice, it ita, iu iku, ja jpn, jv jav, ka kat geo,
kg kon, ki kik, kj kua, kk kaz, kl kal, km khm, kn kan, ko kor, kr kau, ks kas, ku kur, kv kom,
kw cor, ky kir, la lat, lb ltz, lg lug, li lim, ln lin, lo lao, lt lit, lu lub, lv lav, mg mlg,
mh mah, mi mri mao, mk mkd mac, ml mal, mn mon, mr mar, ms msa may, mt mlt, my mya bur, na nau,
nb nob, nd nde, ne nep, ng ndo, nl nld dut, nn nno, no nor, nr nbl, nv nav, ny nya, oc oci,
oj oji, om orm, or ori, os oss, pa pan, pi pli, pl pol, ps pus, pt por, qu que, rm roh, rn run,
ro ron rum, ru rus, rw kin, sa san, sc srd, sd snd, se sme, sg sag, si sin, sk slk slo, sl slv,
sm smo, sn sna, so som, sq sqi alb, sr srp, ss ssw, st sot, su sun, sv swe, sw swa, ta tam,
te tel, tg tgk, th tha, ti tir, tk tuk, tl tgl, tn tsn, to ton, tr tur, ts tso, tt tat, tw twi,
ty tah, ug uig, uk ukr, ur urd, uz uzb, ve ven, vi vie, vo vol, wa wln, wo wol, xh xho, yi yid,
yo yor, za zha, zh zho chi cmn, zu zul
"""
"""Two-letter codes, each with its three-letter codes of both kinds [iso-639-1998]."""

_NAMES = """
ar arabic العربية, bn bengali, cs czech čeština, da danish dansk, de german deutsch, el greek,
en english, es spanish español castellano, fa persian farsi, fi finnish suomi, fr french français,
ga irish gaeilge, he hebrew, hi hindi, hu hungarian magyar, is icelandic íslenska, it italian
italiano, ja japanese 日本語, ko korean 한국어, la latin, nl dutch nederlands, no norwegian norsk,
pl polish polski, pt portuguese português, ro romanian română, ru russian русский, sa sanskrit,
sv swedish svenska, tr turkish türkçe, uk ukrainian українська, ur urdu, vi vietnamese,
zh chinese mandarin 中文
"""
"""The names that people write into a tag instead of a code (our own choice)."""

_NO_LANGUAGE = frozenset(("zxx", "mul", "und", "mis", "xxx"))
"""Codes that name no language: no words, several, not known, not listed."""


def _read_table(*texts: str) -> dict[str, str]:
    """Map every spelling of the tables to its code."""
    groups = (group.split() for text in texts for group in text.split(","))
    return {spelling: group[0] for group in groups for spelling in group}


_SPELLINGS = _read_table(_CODES, _NAMES)


def read_language(text: str) -> str | None:
    """Give the code of a language however it was written, or None where none can be made out.

    A region is left out (``pt-BR`` is ``pt``).

    Parameters
    ----------
    text : str
        A code of two or three letters, with or without a region, or a name.

    Returns
    -------
    str or None
        Two letters.
    """
    word = text.strip().casefold()
    return _SPELLINGS.get(word) or _SPELLINGS.get(word.replace("_", "-").split("-")[0])


def is_rare_code(text: str) -> bool:
    """Tell whether a text looks like a three-letter code that has no two-letter one."""
    plain = len(text) == 3 and text.isascii() and text.isalpha() and text.islower()
    return plain and text not in _NO_LANGUAGE
