SELECT COUNT(*), SUM(g.n), SUM(g.missing), SUM(g.missing * g.n)
FROM (SELECT d.n, CASE WHEN EXISTS (SELECT 1
FROM "s`x"."customer" AS p WHERE p."id" = d.v) THEN 0 ELSE 1 END AS missing
FROM (SELECT s.v, COUNT(*) AS n
FROM (SELECT t."cust""omer]" AS v
FROM "s`x"."ord%ers" AS t WHERE t."cust""omer]" IS NOT NULL LIMIT 10001) AS s GROUP BY s.v) AS d) AS g
