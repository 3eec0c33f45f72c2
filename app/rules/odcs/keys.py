"""Keys of the standard that are known, by what they stand in; every other one is told."""

from typing import Final

from app.rules.parts import OPERATORS

TOP: Final = frozenset(
    """
    apiVersion kind id name version status tenant domain dataProduct description schema servers price
    team roles support slaProperties slaDefaultElement customProperties tags authoritativeDefinitions
    contractCreatedTs
    """.split()  # noqa: SIM905 - words read better than quotes
)
OBJECT: Final = frozenset(
    """
    id name physicalName physicalType logicalType businessName description dataGranularityDescription
    properties quality tags customProperties authoritativeDefinitions relationships
    """.split()  # noqa: SIM905 - words read better than quotes
)
PROPERTY: Final = OBJECT | frozenset(
    """
    required unique primaryKey primaryKeyPosition partitioned partitionKeyPosition classification
    encryptedName transformSourceObjects transformLogic transformDescription examples
    criticalDataElement logicalTypeOptions items
    """.split()  # noqa: SIM905 - words read better than quotes
)
QUALITY: Final = frozenset(
    """
    id type name description rule metric dimension severity businessImpact method unit scheduler
    schedule arguments query engine implementation validValues tags customProperties
    authoritativeDefinitions owner pattern
    """.split()  # noqa: SIM905 - words read better than quotes
) | frozenset(OPERATORS)
OPTIONS: Final = frozenset(
    """
    minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum format multipleOf
    timezone defaultTimezone minItems maxItems uniqueItems minProperties maxProperties required
    """.split()  # noqa: SIM905 - words read better than quotes
)
