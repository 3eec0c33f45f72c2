"""European numbers beside python-stdnum, both ways, bare and as people separate them.

``ORACLE_DRAWS`` sets the random values per validator (5,000; run once with 100,000).
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from random import Random

import pytest

from app.detection.chance import draws

DRAWS = int(os.environ.get("ORACLE_DRAWS", "5000"))


@dataclass(frozen=True)
class Case:
    """One validator beside its oracle.

    ``forms`` separate a bare value (``#`` for each of its characters); ``differ`` says where the two may disagree,
    ``because`` why.
    """

    validator: str
    oracle: str
    template: str
    forms: tuple[str, ...] = ()
    differ: Callable[[str], bool] = lambda _: False
    because: str = ""


# Days that a month does not have, or not in every year.
NO_DAYS = frozenset({"2902", "3002", "3102", "3104", "3106", "3109", "3111"})

CASES = (
    Case("spain_dni", "es.dni", "[0-9]{8}[A-Z]", ("########-#", "##.###.###-#", "######## #")),
    Case("spain_dni", "es.nie", "[XYZ][0-9]{7}[A-Z]", ("#-#######-#", "#-########", "########-#")),
    Case("spain_cif", "es.cif", "[A-Z][0-9]{7}[0-9A-J]", ("#-########", "#-#######-#", "# ########")),
    Case("spain_nif", "es.nif", "[0-9A-Z][0-9]{7}[0-9A-Z]", ("ES#########", "ES-#########", "########-#")),
    Case("spain_ccc", "es.ccc", "[0-9]{20}", ("####-####-##-##########", "#### #### ## ##########")),
    Case(
        "france_nir",
        "fr.nir",
        "[12][0-9]{2}[01][0-9]{11}",
        ("# ## ## ## ### ### ##", "#############/##", "############# ##"),
        differ=lambda v: not ("01" <= v[3:5] <= "12" or v[3:5] >= "20"),
        because="months 00 and 13 to 19 are not assigned; the oracle looks at the key alone",
    ),
    Case("france_spi", "fr.nif", "[0-9]{13}", ("## ## ### ### ###",)),
    Case("france_siren", "fr.siren", "[0-9]{9}", ("### ### ###", "###.###.###")),
    Case("france_siret", "fr.siret", "[0-9]{14}", ("### ### ### #####", "######### #####")),
    Case("france_siret", "fr.siret", "356000000[0-9]{5}"),
    Case("uk_nhs_number", "gb.nhs", "[4679][0-9]{9}", ("### ### ####", "###-###-####")),
    Case("uk_utr", "gb.utr", "[0-9]{10}", ("##### #####", "##########K", "K##########")),
    Case("germany_tax_id", "de.idnr", "[0-9]{11}", ("## ### ### ###", "##/###/###/###")),
    Case("italy_fiscal_code", "it.codicefiscale", "[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]"),
    Case("italy_vat", "it.iva", "[0-9]{8}[0-2][0-9]{2}", ("IT###########", "IT ###########")),
    Case("portugal_nif", "pt.nif", "[0-9]{9}", ("### ### ###", "PT#########")),
    Case("poland_pesel", "pl.pesel", "[0-9]{2}[012][0-9][0-3][0-9]{6}"),
    Case("poland_nip", "pl.nip", "[0-9]{10}", ("###-###-##-##", "###-##-##-###", "PL##########")),
    Case("netherlands_bsn", "nl.bsn", "[0-9]{9}", ("####.##.###", "### ### ###")),
    Case("sweden_personnummer", "se.personnummer", "[0-9]{2}[01][0-9][0-3][0-9]-[0-9]{4}"),
    Case(
        "belgium_national_number",
        "be.nn",
        "[0-9]{2}[01][0-9][0-9]{7}",
        ("##.##.##-###.##", "##.##.##-### ##", "######-###-##"),
        differ=lambda v: "2" <= v[0] < "4" or not "00" <= v[2:4] <= "12",
        because="the oracle asks the clock which births after 2000 have been; BIS numbers are another module of it",
    ),
    Case(
        "belgium_national_number",
        "be.bis",
        "[0-9]{2}[2345][0-9]{8}",
        differ=lambda v: "2" <= v[0] < "4",
        because="the oracle asks the clock which births after 2000 have been",
    ),
    Case(
        "belgium_enterprise_number",
        "be.vat",
        "[01]{0,1}[0-9]{9}",
        ("####.###.###", "BE##########", "BE ####.###.###", "BE#########", "###.###.###"),
        differ=lambda v: v[-2:] in {"00", "98", "99"},
        because="97 minus a remainder is 1 to 97; the oracle compares remainders",
    ),
    Case("denmark_cpr", "dk.cpr", "[0-9]{6}[0-3][0-9]{3}", ("######-####", "###### ####")),
    Case("denmark_cvr", "dk.cvr", "[0-9]{8}", ("## ## ## ##", "DK########", "DK-########")),
    Case(
        "norway_fodselsnummer",
        "no.fodselsnummer",
        "[0-7][0-9][0145][0-9]{3}[0-4][0-9]{4}",
        ("###### #####", "######-#####"),
        differ=lambda v: v[2:4] == "40",
        because="month 40 is the oracle's month 40 and ours month 0: no such number either way",
    ),
    Case("norway_organisation_number", "no.orgnr", "[89][0-9]{8}", ("### ### ###", "NO#########MVA")),
    Case(
        "finland_personal_identity_code",
        "fi.hetu",
        "[0-3][0-9][01][0-9]{3}[+A-FU-Y][0-8][0-9]{2}[0-9A-Y]",
    ),
    Case("finland_business_id", "fi.ytunnus", "[0-9]{7}-[0-9]"),
    Case(
        "iceland_kennitala",
        "is_.kennitala",
        "[0-7][0-9][01][0-9][0-9]{5}[09]",
        ("######-####",),
    ),
    Case(
        "sweden_organisation_number",
        "se.orgnr",
        "[0-9]{10}",
        ("######-####", "16######-####"),
        differ=lambda v: v[0] == "0" or v[2] < "2",
        because="the oracle takes any ten digits; those of persons have a month in the third place",
    ),
    Case("poland_regon", "pl.regon", "[0-9]{9}", ("###-###-###", "### ### ###")),
    Case("poland_regon", "pl.regon", "[0-9]{14}"),
    Case("czechia_birth_number", "cz.rc", "[0-9]{2}[0-8][0-9][0-3][0-9]{5}", ("######/####", "###### ####")),
    Case(
        "czechia_birth_number",
        "cz.rc",
        "[0-9]{2}[056][0-9][0-3][0-9]{4}",
        ("######/###",),
    ),
    Case("czechia_ico", "cz.dic", "[0-8][0-9]{7}", ("### ## ###", "## ### ###")),
    Case(
        "slovakia_tax_number",
        "sk.dph",
        "[0-9]{10}",
        ("SK##########", "SK ##########"),
        differ=lambda v: import_module("stdnum.sk.rc").is_valid(v),
        because="the oracle lets birth numbers pass, being unsure of them",
    ),
    Case("romania_cnp", "ro.cnp", "[0-9]{3}[01][0-9][0-3][0-9]{7}"),
    Case("romania_cui", "ro.cui", "[0-9]{5,10}", ("RO##########",)),
    Case(
        "austria_social_insurance",
        "at.vnr",
        "[0-9]{4}[0-3][0-9][01][0-9]{3}",
        ("#### ######", "#### ## ## ##"),
        differ=lambda v: not ("01" <= v[4:6] <= "31" and "01" <= v[6:8] <= "15") or v[4:8] in NO_DAYS,
        because="the oracle looks at no dates",
    ),
    Case(
        "austria_tax_number",
        "at.tin",
        "[0-9]{9}",
        ("##-###/####", "## ###/####"),
        differ=lambda v: not import_module("stdnum.at.tin").info(v),
        because="tax offices are closed and merged; the oracle knows today's",
    ),
    Case("switzerland_ahv", "ch.ssn", "756[0-9]{10}", ("###.####.####.##", "### #### #### ##")),
    Case("switzerland_uid", "ch.uid", "CHE[0-9]{9}", ("###-###.###.###", "###-###.###.### MWST")),
    Case("ireland_ppsn", "ie.pps", "[0-9]{7}[A-W][ABHTWX]{0,1}", ("#######-#", "#######-##")),
    Case("portugal_citizen_card", "pt.cc", "[0-9]{9}[0-9A-Z]{2}[0-9]", ("######## # ## #",)),
    Case("hungary_tax_number", "hu.anum", "[0-9]{8}", ("HU########", "########-2-41", "########241")),
    Case("bulgaria_egn", "bg.egn", "[0-9]{2}[0-5][0-9][0-3][0-9]{5}"),
    Case("bulgaria_foreigner_number", "bg.pnf", "[0-9]{10}"),
    Case("bulgaria_eik", "bg.vat", "[0-9]{9}", ("BG#########",)),
    Case("bulgaria_vat", "bg.vat", "[0-9]{9,10}"),
    Case("croatia_oib", "hr.oib", "[0-9]{11}", ("HR###########",)),
    Case("slovenia_tax_number", "si.ddv", "[0-9]{8}", ("SI########",)),
    Case("latvia_personal_code", "lv.pvn", "[0-3][0-9][01][0-9]{3}[0-2][0-9]{4}", ("######-#####",)),
    Case("latvia_registration_number", "lv.pvn", "[4-9][0-9]{10}", ("LV###########",)),
    Case("greece_afm", "gr.vat", "[0-9]{8,9}", ("EL#########", "EL########")),
    Case("slovenia_emso", "si.emso", "[0-3][0-9][01][0-9][09][0-9]{8}"),
    Case("estonia_personal_code", "ee.ik", "[0-9]{3}[01][0-9][0-3][0-9]{5}"),
    Case("lithuania_personal_code", "lt.asmens", "[0-9]{3}[01][0-9][0-3][0-9]{5}"),
    Case("estonia_registration_code", "ee.registrikood", "[0-9]{8}"),
    Case("greece_amka", "gr.amka", "[0-3][0-9][01][0-9]{8}", ("######-#####",)),
    Case("ukraine_rntrc", "ua.rntrc", "[0-9]{10}"),
    Case("ukraine_edrpou", "ua.edrpou", "[0-9]{8}"),
    Case("russia_inn", "ru.inn", "[0-9]{10}"),
    Case("russia_inn", "ru.inn", "[0-9]{12}"),
    Case("russia_ogrn", "ru.ogrn", "[0-9]{13}"),
    Case(
        "russia_ogrn",
        "ru.ogrn",
        "[34][0-9]{14}",
        differ=lambda v: int(v[:-1]) % 13 > 9,
        because="of a remainder above 9 the last digit is taken; the oracle refuses such numbers",
    ),
    Case("belarus_unp", "by.unp", "[0-9]{9}"),
    Case("belarus_unp", "by.unp", "[ABCEHKM][ABCEHKMOPT][0-9]{7}"),
    Case("moldova_idno", "md.idno", "[0-2][0-9]{12}"),
    Case("serbia_pib", "rs.pib", "[1-9][0-9]{8}"),
    Case("north_macedonia_edb", "mk.edb", "[45][0-9]{12}", ("MK#############",)),
    Case(
        "uk_pupil_number",
        "gb.upn",
        "[A-Z][2-9][0-9]{11}",
        differ=lambda v: int(v[1:4]) not in import_module("stdnum.gb.upn")._la_numbers,
        because="local authorities are reorganised; the oracle knows those of 2011",
    ),
    Case("germany_vat", "de.vat", "[0-9]{9}"),
    Case(
        "france_vat",
        "fr.tva",
        "[0-9A-Z]{2}[0-9]{9}",
        differ=lambda v: v.startswith("FR"),
        because="the oracle takes a key of FR for the country",
    ),
    Case("uk_vat", "gb.vat", "[0-9]{9}"),
    Case("uk_vat", "gb.vat", "[GH][DA][0-9]{3}"),
    Case("austria_vat", "at.uid", "U[0-9]{8}"),
    Case("netherlands_vat", "nl.btw", "[0-9]{9}B[0-9]{2}"),
    Case("malta_vat", "mt.vat", "[0-9]{8}"),
    Case("luxembourg_vat", "lu.tva", "[0-9]{8}"),
    Case("cyprus_tic", "cy.vat", "[0-9]{8}[A-Z]"),
    Case("ireland_vat", "ie.vat", "[0-9]{7}[A-W][A-IW]{0,1}"),
    Case("ireland_vat", "ie.vat", "[0-9][A-Z+*][0-9]{5}[A-W]"),
    Case("estonia_vat", "ee.kmkr", "[0-9]{9}"),
    Case("lithuania_vat", "lt.pvm", "[0-9]{7}1[0-9]"),
    Case("lithuania_vat", "lt.pvm", "[0-9]{10}1[0-9]"),
    *(
        Case(
            "vat_number",
            "eu.vat",
            template,
            (f"## {rest}" if template[2] not in "U0" else f"## #{rest[1:]}",),
            differ=lambda v: v.startswith("BE") and v[-2:] in {"00", "98", "99"},
            because="97 minus a remainder is 1 to 97; the oracle compares remainders",
        )
        for template, rest in (
            ("ATU[0-9]{8}", "U########"),
            ("BE0[0-9]{9}", "0### ### ###"),
            ("CY[0-9]{8}[A-Z]", "#########"),
            ("DE[0-9]{9}", "### ### ###"),
            ("DK[0-9]{8}", "## ## ## ##"),
            ("EE[0-9]{9}", "#########"),
            ("EL[0-9]{9}", "#########"),
            ("ES[0-9A-Z][0-9]{7}[0-9A-Z]", "#-########"),
            ("FI[0-9]{8}", "########"),
            ("FR[0-9]{11}", "## ### ### ###"),
            ("HR[0-9]{11}", "###########"),
            ("HU[0-9]{8}", "########"),
            ("IE[0-9]{7}[A-W]", "########"),
            ("IT[0-9]{8}[01][0-9]{2}", "###########"),
            ("LT[0-9]{7}1[0-9]", "#########"),
            ("LU[0-9]{8}", "########"),
            ("LV[4-9][0-9]{10}", "###########"),
            ("MT[0-9]{8}", "####-####"),
            ("NL[0-9]{9}B[0-9]{2}", "####.##.###.B##"),
            ("PL[0-9]{10}", "###-###-##-##"),
            ("PT[0-9]{9}", "### ### ###"),
            ("RO[1-9][0-9]{7}", "########"),
            ("SE[0-9]{10}01", "############"),
            ("SI[0-9]{8}", "########"),
            ("CZ[0-8][0-9]{7}", "########"),
            ("BG[0-9]{9}", "#########"),
        )
    ),
)


def separated(form: str, value: str) -> str:
    characters = iter(value)
    return "".join(next(characters) if c == "#" else c for c in form)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.validator}-{c.template}")
def test_the_validator_agrees_with_the_oracle(case: Case):
    is_valid = import_module(f"app.detection.validators.{case.validator}").is_valid
    oracle = import_module(f"stdnum.{case.oracle}").is_valid
    draw, random = draws(case.template), Random(case.validator)  # noqa: S311 - test data
    values = {draw(random) for _ in range(DRAWS)}

    accepted = {value for value in values if is_valid(value)}
    expected = {value for value in values if oracle(value)}

    assert {value for value in accepted ^ expected if not case.differ(value)} == set()
    assert accepted
    for form in case.forms:
        fitting = [value for value in accepted if len(value) == form.count("#")]
        assert [value for value in fitting if not is_valid(separated(form, value))] == []
