
SELECT i.object_id, i.index_id, i.name, i.type_desc, i.is_unique, i.is_primary_key, i.is_unique_constraint, i.is_disabled,
    i.filter_definition, i.data_space_id, c.name, ic.key_ordinal, ic.partition_ordinal, ic.is_included_column,
    ic.is_descending_key
FROM sys.indexes AS i
JOIN sys.objects AS o ON o.object_id = i.object_id
LEFT JOIN sys.index_columns AS ic ON ic.object_id = i.object_id AND ic.index_id = i.index_id
LEFT JOIN sys.columns AS c ON c.object_id = ic.object_id AND c.column_id = ic.column_id
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND i.is_hypothetical = 0
ORDER BY i.object_id, i.index_id, ic.key_ordinal, ic.index_column_id
