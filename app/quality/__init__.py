"""Data quality: metrics defined once, measured on samples, and made into a score. Pure: values in, values out."""
