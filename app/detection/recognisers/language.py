"""Languages by name, in some forty languages and their own, from ``gazetteers/language_*.txt``.

Source: Unicode CLDR for the names.
"""

from app.detection.gazetteers.terms import member_of

is_valid = member_of("languages")
"""Whether the value names a language, or several."""
