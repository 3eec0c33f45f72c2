
SELECT s.name, ty.name, ty.is_table_type, ty.is_nullable, b.name, ty.max_length, ty.precision, ty.scale,
    tt.type_table_object_id, CONVERT(nvarchar(4000), p.value)
FROM sys.types AS ty
JOIN sys.schemas AS s ON s.schema_id = ty.schema_id
LEFT JOIN sys.types AS b ON b.user_type_id = ty.system_type_id
LEFT JOIN sys.table_types AS tt ON tt.user_type_id = ty.user_type_id
LEFT JOIN sys.extended_properties AS p
    ON p.class = 6 AND p.major_id = ty.user_type_id AND p.minor_id = 0 AND p.name = N'MS_Description'
WHERE ty.is_user_defined = 1
ORDER BY s.name, ty.name
