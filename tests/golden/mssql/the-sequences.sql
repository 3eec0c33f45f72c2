
SELECT s.name, q.name, ty.name, q.precision, q.scale, CONVERT(nvarchar(40), q.start_value),
    CONVERT(nvarchar(40), q.minimum_value), CONVERT(nvarchar(40), q.maximum_value), CONVERT(nvarchar(40), q.increment),
    q.is_cycling, CONVERT(nvarchar(4000), p.value)
FROM sys.sequences AS q
JOIN sys.schemas AS s ON s.schema_id = q.schema_id
JOIN sys.types AS ty ON ty.user_type_id = q.user_type_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 1 AND p.major_id = q.object_id AND p.minor_id = 0 AND p.name = N'MS_Description'
ORDER BY s.name, q.name
