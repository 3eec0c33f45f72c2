"""Numbers of the Americas, Asia-Pacific, the Middle East and Africa beside python-stdnum, both ways.

``ORACLE_DRAWS`` sets the random values per validator (3,000; run once with 100,000). Every number that passes is also
read the way people separate it.
"""

import pytest

from tests.support.oracles import Case, compare, oracle_draws

DRAWS = oracle_draws(3000)


CASES = (
    Case(
        "us_individual_taxpayer_number",
        "us.itin",
        "9[0-9]{8}",
        ("###-##-####", "### ## ####"),
        differ=lambda v: "50" <= v[3:5] <= "65",
        because="groups 50 to 65 were opened later than the oracle's list",
    ),
    Case("us_employer_identification_number", "us.ein", "[0-9]{2}-[0-9]{7}"),
    Case("canada_sin", "ca.sin", "[0-9]{9}", ("###-###-###", "### ### ###")),
    Case("canada_bc_health_number", "ca.bc_phn", "9[0-9]{9}", ("#### ### ###", "####-###-###")),
    Case(
        "canada_business_number",
        "ca.bn",
        "[0-9]{9}R[CMPT][0-9]{4}",
        ("##### #### ######", "#########-##-####"),
    ),
    Case("brazil_cpf", "br.cpf", "[0-9]{11}", ("###.###.###-##", "#########-##")),
    Case("brazil_cnpj", "br.cnpj", "[0-9]{14}", ("##.###.###/####-##", "########/####-##")),
    Case("brazil_cnpj", "br.cnpj", "[0-9A-Z]{12}[0-9]{2}", ("##.###.###/####-##",)),
    Case(
        "mexico_curp", "mx.curp", "[B-D][AEIOU][B-D]{2}[0-9]{2}[01][0-9][0-2][0-9][HM]DF[B-D]{3}[0-9A-C][0-9]"
    ),
    Case(
        "mexico_rfc",
        "mx.rfc",
        "[B-DÑ]{4}[0-9]{2}[01][0-9][0-2][0-9][1-9A-C]{2}[0-9A]",
        ("#### ###### ###", "####-######-###"),
        options=(("validate_check_digits", True),),
    ),
    Case("china_social_credit_code", "cn.uscc", "[19][12]11[0-9]{4}[0-9A-H]{9}[0-9A-Y]"),
    Case("india_aadhaar", "in_.aadhaar", "[2-9][0-9]{11}", ("#### #### ####", "####-####-####")),
    Case("india_pan", "in_.pan", "[A-Z]{3}[A-Z][A-Z][0-9]{4}[A-Z]"),
    Case("india_voter_id", "in_.epic", "[A-Z]{3}[0-9]{7}"),
    Case("japan_corporate_number", "jp.cn", "[0-9]{13}", ("#-####-####-####",)),
    Case("thailand_national_id", "th.pin", "[1-8][0-9]{12}", ("#-####-#####-##-#", "# #### ##### ## #")),
    Case("thailand_tax_number", "th.moa", "0[0-9]{12}", ("#-##-#-###-#####-#",)),
    Case("malaysia_nric", "my.nric", "[0-9]{2}[01][0-9][0-3][0-9]{7}", ("######-##-####",)),
    Case(
        "korea_resident_number",
        "kr.rrn",
        "[0-9]{2}[01][0-9][0-3][0-9]{8}",
        ("######-#######",),
        differ=lambda v: v[7:9] > "96" or (v[6] in "3478" and v[:4] >= "2010"),
        because="no check digit since October 2020; regions above 96 were assigned to the random numbers",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.validator}-{c.template}")
def test_the_validator_agrees_with_the_oracle(case: Case):
    compare(case, DRAWS)
