
SELECT o.object_id, s.name, o.name, RTRIM(o.type), USER_NAME(COALESCE(o.principal_id, s.principal_id)),
    CASE WHEN m.object_id IS NULL THEN NULL WHEN m.execute_as_principal_id IS NULL THEN 0 ELSE 1 END, CONVERT(nvarchar(4000), d.value), p.parameter_id, p.name, p.is_output,
    CASE WHEN ty.is_user_defined = 1 THEN SCHEMA_NAME(ty.schema_id) END, ty.name, p.max_length, p.precision, p.scale
FROM sys.objects AS o
JOIN sys.schemas AS s ON s.schema_id = o.schema_id
LEFT JOIN sys.sql_modules AS m ON m.object_id = o.object_id
LEFT JOIN sys.parameters AS p ON p.object_id = o.object_id
LEFT JOIN sys.types AS ty ON ty.user_type_id = p.user_type_id
LEFT JOIN sys.extended_properties AS d
    ON d.class = 1 AND d.major_id = o.object_id AND d.minor_id = 0 AND d.name = N'MS_Description'
WHERE o.type IN ('P', 'PC', 'FN', 'IF', 'TF', 'FS', 'FT', 'AF') AND o.is_ms_shipped = 0
ORDER BY s.name, o.name, o.object_id, p.parameter_id
