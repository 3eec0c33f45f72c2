
SELECT p.object_id, p.index_id, p.partition_number, MAX(p.rows), SUM(a.total_pages)
FROM sys.partitions AS p
JOIN sys.objects AS o ON o.object_id = p.object_id
LEFT JOIN sys.allocation_units AS a ON a.container_id = p.partition_id
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
GROUP BY p.object_id, p.index_id, p.partition_number
ORDER BY p.object_id, p.index_id, p.partition_number
