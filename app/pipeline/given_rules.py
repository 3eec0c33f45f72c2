"""Rules that come with a run in this process, from a file instead of the book of a source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.model.rules import Rule
from app.pipeline.schema import ExtractedSchema
from app.rules.binding import BoundRules, bind


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRules:
    """Rules, and how many rows tables had before, by table id, for those about a change."""

    rules: tuple[Rule, ...] = ()
    earlier_rows: Mapping[str, int] = field(default_factory=dict[str, int])

    def bound(self, schema: ExtractedSchema) -> BoundRules:
        """The rules with their tables; those of tables that the run does not read are skipped."""
        read = {table_id for batch in schema.plan.batches for table_id in batch.table_ids}
        return bind(self.rules, schema.snapshot, earlier_rows=self.earlier_rows, read=read)


NO_RULES_GIVEN: Final = GivenRules()
