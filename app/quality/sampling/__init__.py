"""What the sampled values of a table say about its quality ([how sure](docs/adr/0050-bounds-of-samples.md)).

Runs in the task that holds the sample; what leaves it is masked (``app.quality.showing``). A number is exact where the
sample is the whole table. Where rows were drawn independently it carries the half width of its 95 % interval, if one is
to be had; elsewhere it claims none. ``measuring.measure_sample`` is the way in.
"""
