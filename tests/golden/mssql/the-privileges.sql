
SELECT COUNT(*), CASE WHEN COUNT(p.readable) = COUNT(*) THEN SUM(p.readable) END, SUM(p.writable)
FROM sys.objects AS o
JOIN sys.schemas AS s ON s.schema_id = o.schema_id
CROSS APPLY (SELECT QUOTENAME(s.name) + N'.' + QUOTENAME(o.name) AS name) AS q
CROSS APPLY (SELECT HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'SELECT') AS readable,
    CASE WHEN HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'INSERT') = 1 OR HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'UPDATE') = 1
        OR HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'DELETE') = 1 OR HAS_PERMS_BY_NAME(q.name, 'OBJECT', 'ALTER') = 1
        THEN 1 ELSE 0 END AS writable) AS p
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
