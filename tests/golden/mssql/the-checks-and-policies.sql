
SELECT c.parent_object_id, c.name, c.definition, c.is_not_trusted, CONVERT(bit, NULL), CONVERT(nvarchar(60), NULL),
    CONVERT(nvarchar(60), NULL)
FROM sys.check_constraints AS c
WHERE c.is_ms_shipped = 0
UNION ALL
SELECT r.target_object_id, p.name, r.predicate_definition, CONVERT(bit, NULL), p.is_enabled, r.predicate_type_desc,
    r.operation_desc
FROM sys.security_policies AS p
JOIN sys.security_predicates AS r ON r.object_id = p.object_id
ORDER BY 1, 2
