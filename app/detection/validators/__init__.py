"""Value tests that decide by arithmetic or grammar: one algorithm per file, issuer and source first."""
