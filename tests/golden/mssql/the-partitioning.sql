
SELECT s.data_space_id, f.boundary_value_on_right, CONVERT(nvarchar(4000), v.value, 121)
FROM sys.partition_schemes AS s
JOIN sys.partition_functions AS f ON f.function_id = s.function_id
LEFT JOIN sys.partition_range_values AS v ON v.function_id = f.function_id
ORDER BY s.data_space_id, v.boundary_id
