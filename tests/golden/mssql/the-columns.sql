
SELECT c.object_id, c.name, c.is_nullable, ts.name, ty.name, ty.is_user_defined, b.name, c.max_length, c.precision, c.scale,
    NULLIF(c.collation_name COLLATE DATABASE_DEFAULT, CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), 'Collation'))),
    d.definition, cc.definition, c.is_computed, c.generated_always_type, c.is_identity, c.is_masked, c.encryption_type,
    CONVERT(nvarchar(4000), p.value), CONVERT(bit, c.default_object_id)
FROM sys.columns AS c
JOIN (SELECT object_id FROM sys.objects WHERE type IN ('U', 'V') AND is_ms_shipped = 0
    UNION ALL SELECT type_table_object_id FROM sys.table_types WHERE is_user_defined = 1) AS o ON o.object_id = c.object_id
JOIN sys.types AS ty ON ty.user_type_id = c.user_type_id
JOIN sys.schemas AS ts ON ts.schema_id = ty.schema_id
LEFT JOIN sys.types AS b ON b.user_type_id = c.system_type_id
LEFT JOIN sys.default_constraints AS d ON d.object_id = c.default_object_id
LEFT JOIN sys.computed_columns AS cc ON cc.object_id = c.object_id AND cc.column_id = c.column_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 1 AND p.major_id = c.object_id AND p.minor_id = c.column_id AND p.name = N'MS_Description'
WHERE ISNULL(c.graph_type, 0) NOT IN (1, 3, 4, 6, 7)
ORDER BY c.object_id, c.column_id
