"""What regulations say of the data that was found, and how risky it stands there; guidance, not legal advice.

``regulations/*.toml`` map kinds of data to articles, ``risk`` weighs how a column stands, ``view`` joins both with the
verdicts of a run. Pure: values in, values out.
"""
