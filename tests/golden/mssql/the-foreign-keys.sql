
SELECT f.parent_object_id, f.object_id, f.name, rs.name, ro.name, c.name, rc.name,
    f.update_referential_action_desc, f.delete_referential_action_desc, f.is_not_trusted
FROM sys.foreign_keys AS f
JOIN sys.foreign_key_columns AS fc ON fc.constraint_object_id = f.object_id
JOIN sys.columns AS c ON c.object_id = fc.parent_object_id AND c.column_id = fc.parent_column_id
LEFT JOIN sys.objects AS ro ON ro.object_id = f.referenced_object_id
LEFT JOIN sys.schemas AS rs ON rs.schema_id = ro.schema_id
LEFT JOIN sys.columns AS rc ON rc.object_id = fc.referenced_object_id AND rc.column_id = fc.referenced_column_id
WHERE f.is_ms_shipped = 0
ORDER BY f.parent_object_id, f.object_id, fc.constraint_column_id
