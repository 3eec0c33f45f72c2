
SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')), d.snapshot_isolation_state,
    (SELECT COUNT(*) FROM sys.tables AS t WHERE t.is_memory_optimized = 1)
FROM sys.databases AS d WHERE d.database_id = DB_ID()
