SELECT a.n, a.h, o.n, o.d
FROM (SELECT COUNT(CASE WHEN t.[cust"omer]]] IS NOT NULL AND t.[shop] IS NOT NULL THEN 1 END) AS n, COUNT(CASE WHEN (t.[cust"omer]]] IS NOT NULL OR t.[shop] IS NOT NULL) AND (t.[cust"omer]]] IS NULL OR t.[shop] IS NULL) THEN 1 END) AS h
FROM [s`x].[ord%ers] AS t) AS a CROSS JOIN (SELECT SUM(g.n) AS n, COUNT(*) AS d
FROM (SELECT COUNT(*) AS n
FROM [s`x].[ord%ers] AS t WHERE t.[cust"omer]]] IS NOT NULL AND t.[shop] IS NOT NULL AND NOT EXISTS (SELECT 1
FROM [s`x].[customer] AS p WHERE p.[id] = t.[cust"omer]]] AND p.[shop] = t.[shop]) GROUP BY t.[cust"omer]]], t.[shop]) AS g) AS o

SELECT a.n, a.h, o.n, o.d
FROM (SELECT COUNT(CASE WHEN (t.[cust"omer]]] IS NOT NULL OR t.[shop] IS NOT NULL) THEN 1 END) AS n, 0 AS h
FROM [s`x].[ord%ers] AS t) AS a CROSS JOIN (SELECT SUM(g.n) AS n, COUNT(*) AS d
FROM (SELECT COUNT(*) AS n
FROM [s`x].[ord%ers] AS t WHERE (t.[cust"omer]]] IS NOT NULL OR t.[shop] IS NOT NULL) AND NOT EXISTS (SELECT 1
FROM [s`x].[customer] AS p WHERE p.[id] = t.[cust"omer]]] AND p.[shop] = t.[shop]) GROUP BY t.[cust"omer]]], t.[shop]) AS g) AS o

SELECT SUM(g.n), NULL, SUM(g.missing * g.n), SUM(g.missing), COUNT(*)
FROM (SELECT m.missing, COUNT(*) AS n
FROM (SELECT s.v0, s.v1, CASE WHEN EXISTS (SELECT 1
FROM [s`x].[customer] AS p WHERE p.[id] = s.v0 AND p.[shop] = s.v1) THEN 0 ELSE 1 END AS missing
FROM (SELECT TOP (10001) t.[cust"omer]]] AS v0, t.[shop] AS v1
FROM [s`x].[ord%ers] AS t WHERE t.[cust"omer]]] IS NOT NULL AND t.[shop] IS NOT NULL) AS s) AS m GROUP BY m.missing, m.v0, m.v1) AS g

SELECT SUM(g.n), NULL, SUM(g.missing * g.n), SUM(g.missing), COUNT(*)
FROM (SELECT m.missing, COUNT(*) AS n
FROM (SELECT s.v0, s.v1, CASE WHEN EXISTS (SELECT 1
FROM [s`x].[customer] AS p WHERE p.[id] = s.v0 AND p.[shop] = s.v1) THEN 0 ELSE 1 END AS missing
FROM (SELECT TOP (10001) t.[cust"omer]]] AS v0, t.[shop] AS v1
FROM [s`x].[ord%ers] AS t WHERE t.[cust"omer]]] IS NOT NULL AND t.[shop] IS NOT NULL) AS s) AS m GROUP BY m.missing, m.v0, m.v1) AS g

SELECT t.*
FROM [s`x].[ord%ers] AS t WHERE t.[cust"omer]]] IS NOT NULL AND t.[shop] IS NOT NULL AND NOT EXISTS (SELECT 1
FROM [s`x].[customer] AS p WHERE p.[id] = t.[cust"omer]]] AND p.[shop] = t.[shop])
