"""Value tests that compare words with gazetteers: persons, places, companies, occupations, addresses."""
