"""Companies and other organisations, told by legal form or by the words they call themselves.

Source: ISO 20275 (entity legal forms) for the legal forms in ``gazetteers/company_words.txt``.
"""

from app.detection.folding import folded
from app.detection.gazetteers import words


def is_valid(value: str) -> bool:
    """Whether the value reads as the name of an organisation.

    >>> is_valid("Miller Logistics GmbH"), is_valid("Smith & Sons"), is_valid("Maria Anders")
    (True, True, False)
    """
    tokens = [word.strip(",()\"'") for word in folded(value).replace("-", " ").split()]
    if len(tokens) < 2 or any(c in value for c in "@=<>{}"):  # noqa: PLR2004 - a form stands behind a name
        return False
    known = words("company_words")
    # What a company is stands at the end of its name, in Romance languages also at its beginning.
    telling = (tokens[0], *tokens[-2:])
    return any(token in known or token.rstrip(".") in known for token in telling) or "& " in value
