"""Columns of names of persons, user names and occupations."""

from collections.abc import Callable

from training import sources as S
from training.context import Context, transliterated

Draw = Callable[[], str]
_TITLES = (
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "Prof.",
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Dr",
    "Herr",
    "Frau",
    "Dr. med.",
    "Prof. Dr.",
    "Sr.",
    "Sra.",
    "Dra.",
    "M.",
    "Mme",
    "Mlle",
    "Dott.",
    "Ing.",
    "Mgr.",
    "Sir",
    "Rev.",
    "Hon.",
    "Lic.",
    "Capt.",
    "Sgt.",
    "Shri",
    "Smt.",
    "Bc.",
    "Dhr.",
    "Mevr.",
    "Sig.",
    "Sig.ra",
    "Lord",
    "Sheikh",
)
_SUFFIXES = (
    "Jr.",
    "Sr.",
    "III",
    "II",
    "PhD",
    "MD",
    "M.D.",
    "Esq.",
    "DDS",
    "DVM",
    "CPA",
    "Ph.D.",
    "IV",
    "RN",
    "MBA",
)
_PARTICLES = (
    "van",
    "van der",
    "van den",
    "de",
    "von",
    "de la",
    "da",
    "dos",
    "do",
    "di",
    "del",
    "della",
    "le",
    "el",
    "al",
    "bin",
    "ben",
    "ter",
    "van de",
    "zu",
    "af",
    "du",
    "des",
    "of",
    "ibn",
    "Mac",
    "O'",
    "D'",
    "St.",
)
_EAST_ASIAN = ("zh", "ja", "ko")
# Locales of Python's Faker that write whole names (patronymics, spaces, titles) as their country does.
_NATIVE = (
    *("ar_AA", "ar_SA", "ar_EG", "bg_BG", "bn_BD", "el_GR", "fa_IR", "he_IL", "hi_IN", "hy_AM", "ja_JP", "ka_GE", "ko_KR"),
    *("ru_RU", "uk_UA", "ta_IN", "th_TH", "zh_CN", "zh_TW", "ne_NP", "mr_IN"),
)  # fmt: skip


class _Person:
    """One person of one of the column's locales."""

    def __init__(self, c: Context) -> None:
        r = c.random
        self.locale = r.choice(c.locales)
        self.given = c.name("given", self.locale)
        self.surname = c.name("surname", self.locale)
        if r.random() < 0.06 and " " not in self.surname and self.surname.isascii():
            self.surname = f"{r.choice(_PARTICLES)} {self.surname}".replace("' ", "'").replace("Mac ", "Mac")
        if r.random() < 0.05 or (self.locale.startswith(("es", "pt")) and r.random() < 0.4):
            self.surname += r.choice((" ", " ", "-")) + c.name("surname", self.locale)
        if r.random() < 0.05 or (self.locale.startswith("fr") and r.random() < 0.1):
            self.given += r.choice((" ", "-")) + c.name("given", self.locale)
        self.middle = c.name("given", self.locale) if r.random() < 0.7 else c.name("surname", self.locale)
        self.is_native = self.locale.startswith(_EAST_ASIAN) and not self.given.isascii()

    @property
    def initial(self) -> str:
        return self.given[:1]


_FORMATS: dict[str, tuple[float, Callable[[Context, _Person], str]]] = {
    "plain": (10, lambda c, p: p.surname + p.given if p.is_native else f"{p.given} {p.surname}"),
    "inverted": (2.6, lambda c, p: f"{p.surname}, {p.given}"),
    "inverted bare": (1.2, lambda c, p: f"{p.surname} {p.given}"),
    "upper surname": (0.8, lambda c, p: f"{p.surname.upper()} {p.given}" if c.random.random() < 0.5 else f"{p.given} {p.surname.upper()}"),
    "middle": (2, lambda c, p: f"{p.given} {p.middle} {p.surname}"),
    "middle initial": (2, lambda c, p: f"{p.given} {p.middle[:1]}{c.random.choice(('.', '.', ''))} {p.surname}"),
    "initial": (1.6, lambda c, p: f"{p.initial}. {p.surname}"),
    "initials": (0.8, lambda c, p: c.random.choice((f"{p.initial}.{p.middle[:1]}. {p.surname}", f"{p.initial}. {p.middle[:1]}. {p.surname}", f"{p.surname} {p.initial}.{p.middle[:1]}.", f"{p.initial}{p.middle[:1]} {p.surname}"))),
    "surname initial": (1, lambda c, p: c.random.choice((f"{p.surname}, {p.initial}.", f"{p.surname} {p.initial}", f"{p.given} {p.surname[:1]}.", f"{p.surname}, {p.given} {p.middle[:1]}."))),
    "title": (1.4, lambda c, p: f"{c.random.choice(_TITLES)} {p.given} {p.surname}"),
    "title surname": (0.6, lambda c, p: f"{c.random.choice(_TITLES)} {p.surname}"),
    "suffix": (0.6, lambda c, p: f"{p.given} {p.surname}{c.random.choice((', ', ' '))}{c.random.choice(_SUFFIXES)}"),
    "list": (0.8, lambda c, p: c.random.choice((", ", "; ", " & ", " and ", " / ", " und ", " et ")).join(f"{q.given} {q.surname}" for q in (p, *(_Person(c) for _ in range(c.random.randint(1, 3)))))),
    "couple": (0.2, lambda c, p: f"{p.given} {c.random.choice(('&', 'and', '+', 'und'))} {c.name('given', p.locale)} {p.surname}"),
    "note": (0.7, lambda c, p: f"{p.given} {p.surname} {c.fill(c.random.choice(('({AZ:3})', '({year}-{year})', '({Country})', '(c)', '*', '({AZ:2})', '[{n:1-40}]', '({City})', '- {d:4}', '†', '(born {year})', '#{n:1-99}', '({W:en})')))}"),
    "nickname": (0.3, lambda c, p: f'{p.given} "{c.word("en").title()}" {p.surname}'),
    "native spaced": (1, lambda c, p: f"{p.surname} {p.given}" if p.is_native else f"{p.given} {p.surname}"),
    "four": (0.5, lambda c, p: f"{p.given} {p.middle} {p.surname} {c.name('surname', p.locale)}"),
    "numbers": (0.35, lambda c, p: f"{p.given}{c.chars('0123456789', '1-3')} {p.surname}{c.chars('0123456789', '1-3')}"),
    "joined": (0.2, lambda c, p: c.random.choice((f"{p.given}.{p.surname}", f"{p.given}_{p.surname}", f"{p.surname}^{p.given}", f"{p.given}{p.surname}"))),
}  # fmt: skip


def full_name(c: Context) -> Draw:
    """Full names in one or two formats, sometimes with single names among them."""
    if len(c.locales) == 1 and c.locales[0] in _NATIVE and c.random.random() < 0.35:
        maker = S.pyfaker(c.locales[0])
        maker.seed_instance(c.random.randrange(1 << 30))
        return maker.name
    names = list(_FORMATS)
    chosen = c.random.choices(names, [_FORMATS[n][0] for n in names], k=c.random.choice((1, 1, 1, 2, 3)))
    return lambda: _FORMATS[c.random.choice(chosen)][1](c, _Person(c))


def given_name(c: Context) -> Draw:
    """Given names, some double, some with an initial."""
    extra = c.random.choice((0.0, 0.0, 0.08, 0.3))

    def draw() -> str:
        p = _Person(c)
        if c.random.random() >= extra:
            return p.given
        return c.random.choice(
            (
                f"{p.given} {p.middle[:1]}.",
                f"{p.given} {c.name('given', p.locale)}",
                f"{p.given}-{c.name('given', p.locale)}",
                f"{p.given} {p.middle[:1]}",
                f"{p.given[:1]}.",
            )
        )

    return draw


def surname(c: Context) -> Draw:
    """Surnames alone."""
    return lambda: _Person(c).surname


def user_name(c: Context) -> Draw:
    """Log-in names made of names, words and numbers."""
    forms = c.random.choices((
        lambda g, s, w: g[:1] + s, lambda g, s, w: f"{g}.{s}", lambda g, s, w: g + s[:1], lambda g, s, w: f"{g}_{s}",
        lambda g, s, w: f"{g}{c.chars('0123456789', '1-4')}", lambda g, s, w: f"{w}{c.chars('0123456789', '1-4')}",
        lambda g, s, w: f"{g}{s}", lambda g, s, w: f"{s}{g[:1]}", lambda g, s, w: f"{g[:1]}.{s}", lambda g, s, w: f"{w}_{g}",
        lambda g, s, w: f"{g}_{c.chars('0123456789', '2-4')}", lambda g, s, w: f"@{g}{s}", lambda g, s, w: f"{s}{c.chars('0123456789', '1-3')}",
        lambda g, s, w: f"{w.capitalize()}{c.word('en').capitalize()}{c.chars('0123456789', '0-2')}", lambda g, s, w: f"x{w}x", lambda g, s, w: f"{g[:3]}{s[:3]}{c.chars('0123456789', '0-2')}",
        lambda g, s, w: f"the_{w}", lambda g, s, w: f"{w}.{c.word('en')}", lambda g, s, w: f"{g[:1]}{s}{c.chars('0123456789', '1-3')}",
    ), k=c.random.choice((1, 2, 6)))  # fmt: skip
    keep_case = c.random.random() < 0.2

    def draw() -> str:
        given, family = (
            transliterated(c.name(k)).replace(" ", "").replace("'", "") for k in ("given", "surname")
        )
        if not (given + family).isascii():
            given, family = (
                c.pick(S.person_lists()["en_US"]["given"]),
                c.pick(S.person_lists()["en_US"]["surname"]),
            )
        made = c.random.choice(forms)(given, family, c.word("en"))
        return made if keep_case else made.lower()

    return draw


_SENIORITY = (
    "Senior",
    "Junior",
    "Lead",
    "Chief",
    "Assistant",
    "Associate",
    "Head",
    "Principal",
    "Vice President",
    "Staff",
    "Deputy",
    "Regional",
    "Trainee",
    "Director of",
    "Head of",
    "VP",
    "Leiter",
    "Stv.",
    "Responsable",
    "Jefe de",
    "Directeur",
    "Kierownik",
    "Gerente de",
)
_AREAS = (
    "Sales",
    "Marketing",
    "Software",
    "Data",
    "Finance",
    "Human Resources",
    "Quality",
    "Project",
    "Product",
    "Account",
    "Production",
    "Network",
    "Research",
    "Customer Service",
    "Operations",
    "Business",
    "IT",
    "Design",
    "Legal",
    "Nursing",
    "Purchasing",
    "Logistics",
    "Systems",
    "Database",
    "Mechanical",
    "Civil",
    "Electrical",
    "Executive",
)
_ROLES = (
    "Manager",
    "Engineer",
    "Analyst",
    "Representative",
    "Technician",
    "Assistant",
    "Supervisor",
    "Consultant",
    "Specialist",
    "Coordinator",
    "Administrator",
    "Developer",
    "Clerk",
    "Officer",
    "Agent",
    "Director",
    "Architect",
    "Scientist",
    "Accountant",
    "Designer",
    "Executive",
    "Buyer",
    "Stocker",
    "Driver",
    "Operator",
    "Inspector",
    "Nurse",
    "Teacher",
    "Professor",
    "Owner",
)


def occupation(c: Context) -> Draw:
    """Occupations and job titles."""
    r = c.random
    jobs = S.provider_list("job", "jobs")
    own = [l for l in jobs if l.split("_")[0] == c.language]
    local = S.split(
        jobs[r.choice(own) if own and r.random() < 0.7 else r.choice(("en_US", r.choice(list(jobs))))]
    )

    def titled() -> str:
        words = [r.choice(_AREAS), r.choice(_ROLES)]
        if r.random() < 0.4:
            words.insert(0, r.choice(_SENIORITY))
        return " ".join(words)

    forms: list[Draw] = [
        lambda: c.pick(local), lambda: c.pick(local), titled,
        lambda: c.fill("{js:person.job_descriptor} {js:person.job_area} {js:person.job_type}"),
        lambda: c.fill("{WN:worker;professional,professional person;skilled worker}"),
        lambda: f"{titled()}{r.choice((' I', ' II', ', ' + r.choice(_AREAS), ' - ' + r.choice(_AREAS), ' (m/w/d)', ' (f/m/x)'))}",
        lambda: r.choice(("Owner", "CEO", "CTO", "Sales Agent", "Teacher", "Nurse", "Engineer", "Student", "Retired", "Farmer", "Lawyer", "Doctor", "Actor", "Clerk", "Homemaker", "Driver", "Artist", "Writer", "Manager", "Politician", "Self-employed", "Lehrer", "Arzt", "Ingenieur", "Médico", "Avocat", "Infirmière", "Profesor", "Abogado", "Rentner", "housemaid", "blue-collar", "technician", "services", "admin.", "management", "entrepreneur", "unemployed")),
        lambda: f"{r.choice(('President', 'Mayor', 'Minister', 'Professor', 'Secretary', 'Ambassador', 'Member', 'Chair', 'Bishop'))} {r.choice(('of', 'for'))} {r.choice((c.city(), r.choice(_AREAS)))}",
    ]  # fmt: skip
    chosen = r.choices(forms, k=r.choice((1, 1, 2)))
    return r.choice(chosen)
