
SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')), d.snapshot_isolation_state
FROM sys.databases AS d WHERE d.database_id = DB_ID()
