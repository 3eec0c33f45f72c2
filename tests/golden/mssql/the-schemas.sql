
SELECT s.name, USER_NAME(s.principal_id), CONVERT(nvarchar(4000), p.value), USER_NAME(),
    HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), 'DATABASE', 'UNMASK')
FROM sys.schemas AS s
LEFT JOIN sys.extended_properties AS p
    ON p.class = 3 AND p.major_id = s.schema_id AND p.minor_id = 0 AND p.name = N'MS_Description'
WHERE s.schema_id NOT IN (2, 3, 4) AND s.schema_id NOT BETWEEN 16384 AND 16399
ORDER BY s.name
