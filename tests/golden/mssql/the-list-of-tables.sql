
SELECT o.object_id, s.name, o.name, RTRIM(o.type), USER_NAME(COALESCE(o.principal_id, s.principal_id)),
    CONVERT(nvarchar(4000), p.value), t.is_external, t.is_memory_optimized, m.definition,
    HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'SELECT'),
    HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'INSERT'), HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'UPDATE'),
    HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'DELETE'), HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'ALTER'),
    HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'VIEW DEFINITION')
FROM sys.objects AS o
JOIN sys.schemas AS s ON s.schema_id = o.schema_id
CROSS APPLY (SELECT QUOTENAME(s.name) + N'.' + QUOTENAME(o.name) AS name) AS q
LEFT JOIN sys.tables AS t ON t.object_id = o.object_id
LEFT JOIN sys.sql_modules AS m ON m.object_id = o.object_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 1 AND p.major_id = o.object_id AND p.minor_id = 0 AND p.name = N'MS_Description'
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
ORDER BY s.name, o.name
