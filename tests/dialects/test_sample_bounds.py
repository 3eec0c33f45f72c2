"""What a real server's own sampling says with a bound holds the truth, on a sorted table of 20,000 rows."""

from random import Random

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.extraction.sampling import draw_sample
from app.model.measurements import ColumnProfile
from app.model.sample import SamplingMethod
from app.quality.sampling.measuring import measure_sample
from tests.support.dialects import every_dialect
from tests.support.scratch import Scratch
from tests.support.verdicts import harmless_verdict

ROWS, WANTED, SEEDS = 20_000, 500, 30
COLUMNS = ("height", "word")


def _fill(scratch: Scratch) -> None:
    random = Random(7)  # noqa: S311 - a seeded experiment
    heights = sorted(round(random.gauss(170, 9), 2) for _ in range(ROWS))
    words = [random.choices(("new", "paid", "n/a", " lost"), (60, 30, 7, 3))[0] for _ in heights]
    cells = [
        f"({height if random.random() > 0.1 else 'NULL'}, '{word}')"
        for height, word in zip(heights, words, strict=True)
    ]
    scratch.execute("CREATE TABLE measured (height decimal(8, 2), word varchar(10))")
    for start in range(0, ROWS, 1_000):
        scratch.execute(f"INSERT INTO measured VALUES {', '.join(cells[start : start + 1_000])}")  # noqa: S608 - ours
    analyse = {"postgresql": "ANALYZE measured", "mysql": "ANALYZE TABLE measured"}.get(scratch.dialect)
    if analyse:
        scratch.execute(analyse)


def _inside(guess: ColumnProfile, truth: ColumnProfile) -> list[bool]:
    """Per interval of shares and of quantiles of numbers, whether the truth lies in it."""
    found: list[bool] = []
    known = {each.metric: each.value for each in truth.measurements}
    for each in guess.measurements:
        value = known.get(each.metric)
        if each.bound is not None and isinstance(value, int | float) and isinstance(each.value, int | float):
            found.append(abs(each.value - value) <= each.bound + 0.5 * each.metric.endswith("_count") + 1e-9)
    for left, right in zip(guess.distribution.quantiles, truth.distribution.quantiles, strict=True):
        if isinstance(left.low, float) and isinstance(left.high, float) and isinstance(right.value, float):
            found.append(left.low <= right.value <= left.high)
    return found


@every_dialect
async def test_intervals_of_samples_drawn_by_the_server_hold_the_truth(scratch: Scratch, readers: Readers):
    _fill(scratch)
    inside: list[bool] = []
    verdicts = [harmless_verdict(column) for column in COLUMNS]
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        whole = await draw_sample(session, scratch.connection, table, rows=ROWS, seed=1)
        assert (whole.facts.method, whole.facts.table_rows) == (SamplingMethod.ALL, ROWS)
        truth = measure_sample(table, whole, verdicts)
        for seed in range(SEEDS):
            sample = await draw_sample(session, scratch.connection, table, rows=WANTED, seed=seed)
            assert sample.facts.table_rows in {None, ROWS}
            for guess, known in zip(measure_sample(table, sample, verdicts), truth, strict=True):
                inside += _inside(guess, known)
    # Intervals of one sample hang together, so that not each of 30 may miss by itself.
    assert len(inside) > 20 * SEEDS
    assert sum(inside) / len(inside) > 0.92
