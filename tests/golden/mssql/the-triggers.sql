
SELECT t.parent_id, t.object_id, t.name, t.is_disabled, t.is_instead_of_trigger, e.type_desc, m.definition
FROM sys.triggers AS t
LEFT JOIN sys.trigger_events AS e ON e.object_id = t.object_id
LEFT JOIN sys.sql_modules AS m ON m.object_id = t.object_id
WHERE t.parent_class = 1 AND t.is_ms_shipped = 0
ORDER BY t.parent_id, t.object_id, e.type
