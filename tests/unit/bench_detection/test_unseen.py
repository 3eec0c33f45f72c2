"""The unseen set is the same every time, its labels exist, and its numbers pass a second opinion."""

from random import Random

import pytest
from stdnum import (
    bitcoin,
    cusip,
    ean,
    figi,
    iban,
    imei,
    isbn,
    isin,
    lei,
    luhn,
    verhoeff,
)
from stdnum.ar import cuit
from stdnum.at import uid as atu
from stdnum.at import vnr
from stdnum.au import abn, acn, tfn
from stdnum.be import nn
from stdnum.be import vat as be_vat
from stdnum.bg import egn
from stdnum.br import cnpj, cpf
from stdnum.ca import bc_phn, sin
from stdnum.ch import ssn as ahv
from stdnum.ch import uid
from stdnum.cl import rut
from stdnum.cn import uscc
from stdnum.co import nit
from stdnum.cz import dic as ico
from stdnum.cz import rc
from stdnum.de import idnr
from stdnum.de import vat as de_vat
from stdnum.dk import cpr, cvr
from stdnum.do import cedula
from stdnum.ec import ci
from stdnum.ee import ik
from stdnum.es import ccc, cif, dni, nie
from stdnum.fi import hetu, ytunnus
from stdnum.fr import nir, siren, siret, tva
from stdnum.gb import nhs, sedol, utr
from stdnum.gr import amka
from stdnum.gr import vat as afm
from stdnum.hr import oib
from stdnum.hu import anum
from stdnum.ie import pps
from stdnum.il import idnr as teudat
from stdnum.in_ import aadhaar, gstin
from stdnum.in_ import pan as in_pan
from stdnum.is_ import kennitala
from stdnum.it import codicefiscale, iva
from stdnum.jp import cn as houjin
from stdnum.kr import brn, rrn
from stdnum.lt import asmens
from stdnum.lv import pvn
from stdnum.md import idno
from stdnum.mx import curp, rfc
from stdnum.my import nric as mykad
from stdnum.nl import bsn
from stdnum.no import fodselsnummer, orgnr
from stdnum.nz import ird
from stdnum.pe import ruc
from stdnum.pk import cnic
from stdnum.pl import nip, pesel, regon
from stdnum.pt import nif
from stdnum.ro import cnp
from stdnum.rs import pib
from stdnum.ru import inn
from stdnum.se import orgnr as orgnummer
from stdnum.se import personnummer
from stdnum.si import ddv, emso
from stdnum.sk import dph
from stdnum.th import pin
from stdnum.tr import tckimlik, vkn
from stdnum.ua import edrpou, rntrc
from stdnum.us import ssn
from stdnum.vn import mst
from stdnum.za import idnr as za_id

from bench.detection.unseen.columns import unseen_columns
from bench.detection.unseen.families import WEIGHTS
from bench.detection.unseen.kinds import kinds
from bench.detection.unseen.numbers import NUMBERS

ORACLES = {
    "pesel": pesel, "bsn": bsn, "belgian": nn, "cpr": cpr, "personnummer": personnummer, "personnummer12": personnummer,
    "fnr": fodselsnummer, "hetu": hetu, "kennitala": kennitala, "rc": rc, "cnp": cnp, "egn": egn, "emso": emso,
    "isikukood": ik, "asmens_kodas": asmens, "latvian": pvn, "codice_fiscale": codicefiscale, "dni": dni, "nie": nie,
    "nir": nir, "steuer_id": idnr, "svnr": vnr, "ahv": ahv, "ppsn": pps, "nhs": nhs, "idnp": idno, "oib": oib,
    "amka": amka, "lei": lei, "ssn": ssn, "cpf": cpf, "curp": curp, "cedula_ec": ci, "rrn": rrn, "mykad": mykad,
    "thai": pin, "tckn": tckimlik, "za_id": za_id, "cnic": cnic, "aadhaar": aadhaar, "sin": sin, "cedula_do": cedula,
    "teudat": teudat, "nip": nip, "regon": regon, "ico": ico, "nif": nif, "cuit": cuit, "ruc_pe": ruc, "cnpj": cnpj,
    "nit": nit, "rfc": rfc, "utr": utr, "afm": afm, "inn12": inn, "inn10": inn, "abn": abn, "vkn": vkn, "gstin": gstin,
    "pan": in_pan, "uscc": uscc, "cif": cif, "be_vat": be_vat, "tva": tva, "atu": atu, "rut": rut, "edrpou": edrpou,
    "houjin": houjin, "ird": ird, "siren": siren, "siret": siret, "piva": iva, "ust_id": de_vat, "pib": pib,
    "orgnr": orgnr, "orgnummer": orgnummer, "ytunnus": ytunnus, "cvr": cvr, "adoszam": anum, "dic": dph, "davcna": ddv,
    "rntrc": rntrc, "brn": brn, "acn": acn, "tfn": tfn, "mst": mst, "isin": isin, "cusip": cusip, "sedol": sedol,
    "figi": figi, "bitcoin": bitcoin, "segwit": bitcoin, "ccc": ccc, "card": luhn, "imei": imei, "isbn": isbn,
    "isbn10": isbn, "ean13": ean, "upc": ean, "bc_phn": bc_phn, "snomed": verhoeff, "iccid": luhn,
}  # fmt: skip


def test_a_seed_gives_the_same_columns_again():
    assert unseen_columns(3, 0.05) == unseen_columns(3, 0.05)
    assert unseen_columns(3, 0.05) != unseen_columns(4, 0.05)


def test_every_label_is_a_family_with_a_share_of_its_own():
    assert {kind.label for kind in kinds().values()} - {None} == set(WEIGHTS)
    assert {family for kind in kinds().values() for family in kind.accept} <= set(WEIGHTS)


def test_columns_have_ids_of_their_own_and_something_in_them():
    whole = unseen_columns(1, 0.3)
    assert len({column.id for column in whole}) == len(whole)
    assert all(any(column.values) for column in whole)


@pytest.mark.parametrize("name", sorted(ORACLES))
def test_numbers_pass_a_second_opinion(name: str):
    random = Random(7)
    for _ in range(60):
        number = NUMBERS[name](random)
        assert ORACLES[name].is_valid(number), number


def test_ibans_pass_a_second_opinion():
    random = Random(7)
    for name in NUMBERS:
        if name.startswith("iban"):
            iban.validate(NUMBERS[name](random), check_country=False)


def test_swiss_company_numbers_pass_a_second_opinion():
    assert uid.is_valid("CHE" + NUMBERS["uid"](Random(1)))
