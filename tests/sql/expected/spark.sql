-- Scores accounts with “It's "all"; -- $ {spark.app.name} {{ x }}” and “Lead 'é' \”, as `personabook score` does. For Apache Spark.
-- Made from the book: change the model there and write this again.
-- Points are whole numbers, so that every program comes to the same; `_low` and `_high` bound what is not known yet.
WITH
-- What is known of each account. An empty text, no number, and what the model says stands for nothing is NULL.
known AS (
  SELECT
    CAST(listed.account AS STRING) AS account,
    CASE WHEN ISNAN(CAST(listed.`Company size` AS DOUBLE)) OR CAST(listed.`Company size` AS DOUBLE) = -1 THEN NULL ELSE CAST(listed.`Company size` AS DOUBLE) END AS value_company_size,
    NULLIF(NULLIF(NULLIF(NULLIF(NULLIF(TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.country AS STRING))), ''), 'nan'), 'onbekend'), 'n/a'), '\'?\'') AS value_country,
    CAST(listed.`order` AS BOOLEAN) AS value_order,
    NULLIF(NULLIF(TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.`group` AS STRING))), ''), 'nan') AS value_group,
    NULLIF(NULLIF(TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.`o'clock` AS STRING))), ''), 'nan') AS value_o_clock,
    NULLIF(NULLIF(TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.mixed AS STRING))), ''), 'nan') AS value_mixed,
    CASE WHEN TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.perhaps AS STRING))) IN ('', 'nan') THEN NULL WHEN TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.perhaps AS STRING))) IN ('true', 'yes', 'y', 'ja', 'j', 'waar', 'x', '1') THEN 'true' WHEN TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.perhaps AS STRING))) IN ('false', 'no', 'n', 'nee', 'onwaar', '0', '-') THEN 'false' ELSE TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.perhaps AS STRING))) END AS value_perhaps,
    NULLIF(NULLIF(TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.count AS STRING))), ''), 'nan') AS value_count,
    CASE WHEN ISNAN(CAST(listed.rank AS DOUBLE)) THEN NULL ELSE CAST(listed.rank AS DOUBLE) END AS value_rank,
    CASE WHEN ISNAN(CAST(listed.`drop off` AS DOUBLE)) THEN NULL ELSE CAST(listed.`drop off` AS DOUBLE) END AS value_drop_off,
    CAST(listed.decider AS BOOLEAN) AS value_decider,
    NULLIF(NULLIF(TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(listed.`live on` AS STRING))), ''), 'nan') AS value_live_on,
    CASE WHEN ISNAN(CAST(listed.`bant budget` AS DOUBLE)) THEN NULL ELSE CAST(listed.`bant budget` AS DOUBLE) END AS value_bant_budget
  FROM accounts AS listed
),
-- What happened, with names in lower case; spaces, `-` and `_` make no difference in a signal.
happenings AS (
  SELECT
    TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(happened.account AS STRING))) AS account_key,
    TRIM(BOTH ' \t\r\n' FROM REPLACE(REPLACE(REPLACE(LOWER(CAST(happened.signal AS STRING)), ' ', ''), '-', ''), '_', '')) AS signal_key,
    CAST(happened.date AS DATE) AS day
  FROM events AS happened
),
-- What each account did: points in billionths. What is left of them after their half-life counts in whole millionths.
did AS (
  SELECT
    account_key AS account_key,
    -- Vraagt een ‘demo’
    CAST(SUM(CASE WHEN signal_key = 'demorequest' THEN 30500 * CAST(FLOOR(1000000 * POWER(0.5, CAST(DATEDIFF(DATE '2026-11-28', day) AS DOUBLE) / 14) + 0.5) AS BIGINT) ELSE 0 END) AS BIGINT) AS signal_1_points,
    CAST(SUM(CASE WHEN signal_key = 'demorequest' THEN 1 ELSE 0 END) AS BIGINT) AS signal_1_times,
    MAX(CASE WHEN signal_key = 'demorequest' THEN day END) AS signal_1_last,
    -- Leest prijzen
    CAST(SUM(CASE WHEN signal_key = 'prices' THEN 2500 * CAST(FLOOR(1000000 * POWER(0.5, CAST(DATEDIFF(DATE '2026-11-28', day) AS DOUBLE) / 30.5) + 0.5) AS BIGINT) ELSE 0 END) AS BIGINT) AS signal_2_points,
    CAST(SUM(CASE WHEN signal_key = 'prices' THEN 1 ELSE 0 END) AS BIGINT) AS signal_2_times,
    MAX(CASE WHEN signal_key = 'prices' THEN day END) AS signal_2_last,
    -- Kijkt naar vacatures
    CAST(SUM(CASE WHEN signal_key = 'vacancies' THEN -7125 * CAST(1000000 AS BIGINT) ELSE 0 END) AS BIGINT) AS signal_3_points,
    CAST(SUM(CASE WHEN signal_key = 'vacancies' THEN 1 ELSE 0 END) AS BIGINT) AS signal_3_times,
    MAX(CASE WHEN signal_key = 'vacancies' THEN day END) AS signal_3_last
  FROM happenings
  WHERE day <= DATE '2026-11-28'
  GROUP BY account_key
),
-- Which conditions hold: TRUE, FALSE, or NULL where that is not known.
held AS (
  SELECT
    known.*,
    COALESCE(did.signal_1_points, 0) AS signal_1_points,
    COALESCE(did.signal_1_times, 0) AS signal_1_times,
    did.signal_1_last AS signal_1_last,
    COALESCE(did.signal_2_points, 0) AS signal_2_points,
    COALESCE(did.signal_2_times, 0) AS signal_2_times,
    did.signal_2_last AS signal_2_last,
    COALESCE(did.signal_3_points, 0) AS signal_3_points,
    COALESCE(did.signal_3_times, 0) AS signal_3_times,
    did.signal_3_last AS signal_3_last,
    -- Size \ 'x' -- '; DELETE FROM accounts; --: 20 tot \ 200 ‘$ {mensen}’
    (value_company_size >= 20) AND (value_company_size <= 200) AS criterion_1_level_1,
    -- Size \ 'x' -- '; DELETE FROM accounts; --: Company size meer dan 10, minder dan 500,5
    (value_company_size > 10) AND (value_company_size < 500.5) AS criterion_1_level_2,
    -- Size \ 'x' -- '; DELETE FROM accounts; --: Company size ten hoogste 2
    value_company_size <= 2 AS criterion_1_level_3,
    -- Land "é" ☃: country is NL of BE of Épinal
    value_country IN ('nl', 'be', 'épinal') AS criterion_2_level_1,
    -- Land "é" ☃: country is DE of order is ja
    (value_country IN ('de')) OR (value_order) AS criterion_2_level_2,
    -- Missing: order is nee
    NOT value_order AS criterion_3_level_1,
    -- Missing: order is ja en group is bekend
    (value_order) AND (value_group IS NOT NULL) AS criterion_3_level_2,
    -- Parts: o'clock heeft Bags of Sjaals; mutsen
    (value_o_clock IN ('bags', 'sjaals; mutsen')) OR (INSTR(';' || REGEXP_REPLACE(value_o_clock, '\\s*[;,]\\s*', ';') || ';', ';bags;') > 0) AS criterion_4_level_1,
    -- Parts: o'clock heeft shoes, is niet gambling of tabak
    ((value_o_clock IN ('shoes')) OR (INSTR(';' || REGEXP_REPLACE(value_o_clock, '\\s*[;,]\\s*', ';') || ';', ';shoes;') > 0)) AND (NOT ((value_o_clock IN ('gambling', 'tabak')) OR (INSTR(';' || REGEXP_REPLACE(value_o_clock, '\\s*[;,]\\s*', ';') || ';', ';gambling;') > 0) OR (INSTR(';' || REGEXP_REPLACE(value_o_clock, '\\s*[;,]\\s*', ';') || ';', ';tabak;') > 0))) AS criterion_4_level_2,
    -- Parts: group is niet bekend
    value_group IS NULL AS criterion_4_level_3,
    -- Numbers as texts: mixed is 5 of 0.5 of five
    (value_mixed IN ('five')) OR (value_mixed RLIKE '^([+]?0*5([.]0*)?|[+]?0*[.]50*)$') AS criterion_5_level_1,
    -- Numbers as texts: mixed heeft 7 of zeven
    (value_mixed IN ('zeven')) OR (value_mixed RLIKE '^([+]?0*7([.]0*)?)$') OR (INSTR(';' || REGEXP_REPLACE(value_mixed, '\\s*[;,]\\s*', ';') || ';', ';zeven;') > 0) OR ((';' || REGEXP_REPLACE(value_mixed, '\\s*[;,]\\s*', ';') || ';') RLIKE ';([+]?0*7([.]0*)?);') AS criterion_5_level_2,
    -- Numbers as texts: mixed is niet −3 of min
    NOT ((value_mixed IN ('min')) OR (value_mixed RLIKE '^(-0*3([.]0*)?)$') OR (INSTR(';' || REGEXP_REPLACE(value_mixed, '\\s*[;,]\\s*', ';') || ';', ';min;') > 0) OR ((';' || REGEXP_REPLACE(value_mixed, '\\s*[;,]\\s*', ';') || ';') RLIKE ';(-0*3([.]0*)?);')) AS criterion_5_level_3,
    -- Perhaps: perhaps is ja of misschien
    value_perhaps IN ('true', 'misschien') AS criterion_6_level_1,
    -- Perhaps: niet (perhaps is nee of count is 1 of 2,5)
    NOT ((value_perhaps IN ('false')) OR (value_count RLIKE '^([+]?0*1([.]0*)?|[+]?0*2[.]50*)$')) AS criterion_6_level_2,
    -- Weightless: count is niet 3 of x
    NOT ((value_count IN ('x')) OR (value_count RLIKE '^([+]?0*3([.]0*)?)$') OR (INSTR(';' || REGEXP_REPLACE(value_count, '\\s*[;,]\\s*', ';') || ';', ';x;') > 0) OR ((';' || REGEXP_REPLACE(value_count, '\\s*[;,]\\s*', ';') || ';') RLIKE ';([+]?0*3([.]0*)?);')) AS criterion_7_level_1,
    -- Numbers of a list: rank is 1 of 2,5, is niet 7
    (value_rank IN (1, 2.5)) AND (NOT (value_rank IN (7))) AS criterion_8_level_1,
    -- Numbers of a list: rank heeft 4 of 1000
    value_rank IN (4, 1000) AS criterion_8_level_2,
    -- Budget 'b': Noemt een bedrag
    value_drop_off > 80 AS item_1_level_1,
    -- Budget 'b': Noemt \ een bedrag
    CAST(NULL AS BOOLEAN) AS item_1_level_2,
    -- Need: Verliest kopers
    value_drop_off > 50 AS item_2_level_1,
    -- Need: drop off meer dan 20
    value_drop_off > 20 AS item_2_level_2,
    -- Need: drop off minder dan 1
    value_drop_off < 1 AS item_2_level_3,
    -- Verkoopt ‘diensten’; DROP TABLE accounts; –
    (value_o_clock IN ('services', 'it\'s', 'a\\\'b')) OR (INSTR(';' || REGEXP_REPLACE(value_o_clock, '\\s*[;,]\\s*', ';') || ';', ';services;') > 0) OR (INSTR(';' || REGEXP_REPLACE(value_o_clock, '\\s*[;,]\\s*', ';') || ';', ';it\'s;') > 0) OR (INSTR(';' || REGEXP_REPLACE(value_o_clock, '\\s*[;,]\\s*', ';') || ';', ';a\\\'b;') > 0) AS disqualifier_1,
    -- Te groot, en niet van hier
    (value_company_size > 5000) AND (NOT (value_country IN ('nl', 'be'))) AS disqualifier_3,
    -- Iemand beslist
    value_decider AS all_of_1,
    -- Finance doet mee
    CAST(NULL AS BOOLEAN) AS any_of_1,
    -- Een datum
    value_live_on IS NOT NULL AS any_of_2,
    -- Land
    value_country IN ('nl') AS any_of_3
  FROM known
  LEFT JOIN did ON did.account_key = TRIM(BOTH ' \t\r\n' FROM LOWER(CAST(known.account AS STRING)))
),
-- The first level that is known to hold, from 1; one more than there are when none is.
leveled AS (
  SELECT
    held.*,
    CASE WHEN criterion_1_level_1 THEN 1 WHEN criterion_1_level_2 THEN 2 WHEN criterion_1_level_3 THEN 3 ELSE 4 END AS criterion_1_level,
    CASE WHEN criterion_2_level_1 THEN 1 WHEN criterion_2_level_2 THEN 2 ELSE 3 END AS criterion_2_level,
    CASE WHEN criterion_3_level_1 THEN 1 WHEN criterion_3_level_2 THEN 2 ELSE 3 END AS criterion_3_level,
    CASE WHEN criterion_4_level_1 THEN 1 WHEN criterion_4_level_2 THEN 2 WHEN criterion_4_level_3 THEN 3 ELSE 4 END AS criterion_4_level,
    CASE WHEN criterion_5_level_1 THEN 1 WHEN criterion_5_level_2 THEN 2 WHEN criterion_5_level_3 THEN 3 ELSE 4 END AS criterion_5_level,
    CASE WHEN criterion_6_level_1 THEN 1 WHEN criterion_6_level_2 THEN 2 ELSE 3 END AS criterion_6_level,
    CASE WHEN criterion_7_level_1 THEN 1 ELSE 2 END AS criterion_7_level,
    CASE WHEN criterion_8_level_1 THEN 1 WHEN criterion_8_level_2 THEN 2 ELSE 3 END AS criterion_8_level,
    CASE WHEN item_1_level_1 THEN 1 WHEN item_1_level_2 THEN 2 ELSE 3 END AS item_1_level,
    CASE WHEN item_2_level_1 THEN 1 WHEN item_2_level_2 THEN 2 WHEN item_2_level_3 THEN 3 ELSE 4 END AS item_2_level,
    1 AS item_3_level,
    value_company_size IS NULL AS criterion_1_unknown,
    (value_country IS NULL) AND (value_order IS NULL) AS criterion_2_unknown,
    (value_order IS NULL) AND (value_group IS NULL) AS criterion_3_unknown,
    (value_o_clock IS NULL) AND (value_group IS NULL) AS criterion_4_unknown,
    value_mixed IS NULL AS criterion_5_unknown,
    (value_perhaps IS NULL) AND (value_count IS NULL) AS criterion_6_unknown,
    value_count IS NULL AS criterion_7_unknown,
    value_rank IS NULL AS criterion_8_unknown,
    (value_bant_budget IS NULL) AND ((item_1_level_1 IS NULL) AND (item_1_level_2 IS NULL)) AS item_1_open,
    (item_2_level_1 IS NULL) AND (item_2_level_2 IS NULL) AND (item_2_level_3 IS NULL) AS item_2_open,
    TRUE AS item_3_open
  FROM held
),
-- The points of that level, in thousandths.
based AS (
  SELECT
    leveled.*,
    CAST(CASE criterion_1_level WHEN 1 THEN 2000 WHEN 2 THEN 1500 WHEN 3 THEN -1000 ELSE 0 END AS BIGINT) AS criterion_1_base,
    CAST(CASE criterion_2_level WHEN 1 THEN 2000 WHEN 2 THEN 500 ELSE 0 END AS BIGINT) AS criterion_2_base,
    CAST(CASE criterion_3_level WHEN 1 THEN 1000 WHEN 2 THEN 2000 ELSE CASE WHEN criterion_3_unknown THEN 500 ELSE 0 END END AS BIGINT) AS criterion_3_base,
    CAST(CASE criterion_4_level WHEN 1 THEN 3000 WHEN 2 THEN 2000 WHEN 3 THEN 1000 ELSE 0 END AS BIGINT) AS criterion_4_base,
    CAST(CASE criterion_5_level WHEN 1 THEN 2000 WHEN 2 THEN 1000 WHEN 3 THEN -2000 ELSE 0 END AS BIGINT) AS criterion_5_base,
    CAST(CASE criterion_6_level WHEN 1 THEN 1000 WHEN 2 THEN 2000 ELSE 0 END AS BIGINT) AS criterion_6_base,
    CAST(CASE criterion_7_level WHEN 1 THEN 2000 ELSE 0 END AS BIGINT) AS criterion_7_base,
    CAST(CASE criterion_8_level WHEN 1 THEN 1000 WHEN 2 THEN 250 ELSE 0 END AS BIGINT) AS criterion_8_base,
    CAST(CASE item_1_level WHEN 1 THEN 10000 WHEN 2 THEN 4000 ELSE 0 END AS BIGINT) AS item_1_base,
    CAST(CASE item_2_level WHEN 1 THEN 15000 WHEN 2 THEN 8250 WHEN 3 THEN -2000 ELSE 0 END AS BIGINT) AS item_2_base,
    CAST(0 AS BIGINT) AS item_3_base
  FROM leveled
),
-- The least and the most points that are possible: a level that may hold counts too, unless one before it does.
bounded AS (
  SELECT
    based.*,
    LEAST(criterion_1_base, CASE WHEN criterion_1_level_1 IS NULL AND criterion_1_level > 1 THEN 2000 ELSE criterion_1_base END, CASE WHEN criterion_1_level_2 IS NULL AND criterion_1_level > 2 THEN 1500 ELSE criterion_1_base END, CASE WHEN criterion_1_level_3 IS NULL AND criterion_1_level > 3 THEN -1000 ELSE criterion_1_base END) AS criterion_1_low,
    GREATEST(criterion_1_base, CASE WHEN criterion_1_level_1 IS NULL AND criterion_1_level > 1 THEN 2000 ELSE criterion_1_base END, CASE WHEN criterion_1_level_2 IS NULL AND criterion_1_level > 2 THEN 1500 ELSE criterion_1_base END, CASE WHEN criterion_1_level_3 IS NULL AND criterion_1_level > 3 THEN -1000 ELSE criterion_1_base END) AS criterion_1_high,
    LEAST(criterion_2_base, CASE WHEN criterion_2_level_1 IS NULL AND criterion_2_level > 1 THEN 2000 ELSE criterion_2_base END, CASE WHEN criterion_2_level_2 IS NULL AND criterion_2_level > 2 THEN 500 ELSE criterion_2_base END) AS criterion_2_low,
    GREATEST(criterion_2_base, CASE WHEN criterion_2_level_1 IS NULL AND criterion_2_level > 1 THEN 2000 ELSE criterion_2_base END, CASE WHEN criterion_2_level_2 IS NULL AND criterion_2_level > 2 THEN 500 ELSE criterion_2_base END) AS criterion_2_high,
    CASE WHEN criterion_3_unknown AND criterion_3_level = 3 THEN criterion_3_base ELSE LEAST(criterion_3_base, CASE WHEN criterion_3_level_1 IS NULL AND criterion_3_level > 1 THEN 1000 ELSE criterion_3_base END, CASE WHEN criterion_3_level_2 IS NULL AND criterion_3_level > 2 THEN 2000 ELSE criterion_3_base END) END AS criterion_3_low,
    CASE WHEN criterion_3_unknown AND criterion_3_level = 3 THEN criterion_3_base ELSE GREATEST(criterion_3_base, CASE WHEN criterion_3_level_1 IS NULL AND criterion_3_level > 1 THEN 1000 ELSE criterion_3_base END, CASE WHEN criterion_3_level_2 IS NULL AND criterion_3_level > 2 THEN 2000 ELSE criterion_3_base END) END AS criterion_3_high,
    LEAST(criterion_4_base, CASE WHEN criterion_4_level_1 IS NULL AND criterion_4_level > 1 THEN 3000 ELSE criterion_4_base END, CASE WHEN criterion_4_level_2 IS NULL AND criterion_4_level > 2 THEN 2000 ELSE criterion_4_base END, CASE WHEN criterion_4_level_3 IS NULL AND criterion_4_level > 3 THEN 1000 ELSE criterion_4_base END) AS criterion_4_low,
    GREATEST(criterion_4_base, CASE WHEN criterion_4_level_1 IS NULL AND criterion_4_level > 1 THEN 3000 ELSE criterion_4_base END, CASE WHEN criterion_4_level_2 IS NULL AND criterion_4_level > 2 THEN 2000 ELSE criterion_4_base END, CASE WHEN criterion_4_level_3 IS NULL AND criterion_4_level > 3 THEN 1000 ELSE criterion_4_base END) AS criterion_4_high,
    LEAST(criterion_5_base, CASE WHEN criterion_5_level_1 IS NULL AND criterion_5_level > 1 THEN 2000 ELSE criterion_5_base END, CASE WHEN criterion_5_level_2 IS NULL AND criterion_5_level > 2 THEN 1000 ELSE criterion_5_base END, CASE WHEN criterion_5_level_3 IS NULL AND criterion_5_level > 3 THEN -2000 ELSE criterion_5_base END) AS criterion_5_low,
    GREATEST(criterion_5_base, CASE WHEN criterion_5_level_1 IS NULL AND criterion_5_level > 1 THEN 2000 ELSE criterion_5_base END, CASE WHEN criterion_5_level_2 IS NULL AND criterion_5_level > 2 THEN 1000 ELSE criterion_5_base END, CASE WHEN criterion_5_level_3 IS NULL AND criterion_5_level > 3 THEN -2000 ELSE criterion_5_base END) AS criterion_5_high,
    LEAST(criterion_6_base, CASE WHEN criterion_6_level_1 IS NULL AND criterion_6_level > 1 THEN 1000 ELSE criterion_6_base END, CASE WHEN criterion_6_level_2 IS NULL AND criterion_6_level > 2 THEN 2000 ELSE criterion_6_base END) AS criterion_6_low,
    GREATEST(criterion_6_base, CASE WHEN criterion_6_level_1 IS NULL AND criterion_6_level > 1 THEN 1000 ELSE criterion_6_base END, CASE WHEN criterion_6_level_2 IS NULL AND criterion_6_level > 2 THEN 2000 ELSE criterion_6_base END) AS criterion_6_high,
    LEAST(criterion_7_base, CASE WHEN criterion_7_level_1 IS NULL AND criterion_7_level > 1 THEN 2000 ELSE criterion_7_base END) AS criterion_7_low,
    GREATEST(criterion_7_base, CASE WHEN criterion_7_level_1 IS NULL AND criterion_7_level > 1 THEN 2000 ELSE criterion_7_base END) AS criterion_7_high,
    LEAST(criterion_8_base, CASE WHEN criterion_8_level_1 IS NULL AND criterion_8_level > 1 THEN 1000 ELSE criterion_8_base END, CASE WHEN criterion_8_level_2 IS NULL AND criterion_8_level > 2 THEN 250 ELSE criterion_8_base END) AS criterion_8_low,
    GREATEST(criterion_8_base, CASE WHEN criterion_8_level_1 IS NULL AND criterion_8_level > 1 THEN 1000 ELSE criterion_8_base END, CASE WHEN criterion_8_level_2 IS NULL AND criterion_8_level > 2 THEN 250 ELSE criterion_8_base END) AS criterion_8_high,
    CAST(CASE WHEN value_bant_budget BETWEEN 0 AND 10 THEN CAST(CASE WHEN value_bant_budget < 0 THEN -FLOOR(-value_bant_budget * 1000 + 0.5) ELSE FLOOR(value_bant_budget * 1000 + 0.5) END AS BIGINT) WHEN value_bant_budget IS NOT NULL THEN 0 WHEN (item_1_level_1 IS NULL) AND (item_1_level_2 IS NULL) THEN 0 ELSE LEAST(item_1_base, CASE WHEN item_1_level_1 IS NULL AND item_1_level > 1 THEN 10000 ELSE item_1_base END, CASE WHEN item_1_level_2 IS NULL AND item_1_level > 2 THEN 4000 ELSE item_1_base END) END AS BIGINT) AS item_1_low,
    CAST(CASE WHEN value_bant_budget BETWEEN 0 AND 10 THEN CAST(CASE WHEN value_bant_budget < 0 THEN -FLOOR(-value_bant_budget * 1000 + 0.5) ELSE FLOOR(value_bant_budget * 1000 + 0.5) END AS BIGINT) WHEN value_bant_budget IS NOT NULL THEN 10000 WHEN (item_1_level_1 IS NULL) AND (item_1_level_2 IS NULL) THEN 10000 ELSE GREATEST(item_1_base, CASE WHEN item_1_level_1 IS NULL AND item_1_level > 1 THEN 10000 ELSE item_1_base END, CASE WHEN item_1_level_2 IS NULL AND item_1_level > 2 THEN 4000 ELSE item_1_base END) END AS BIGINT) AS item_1_high,
    CAST(CASE WHEN (item_2_level_1 IS NULL) AND (item_2_level_2 IS NULL) AND (item_2_level_3 IS NULL) THEN -2000 ELSE LEAST(item_2_base, CASE WHEN item_2_level_1 IS NULL AND item_2_level > 1 THEN 15000 ELSE item_2_base END, CASE WHEN item_2_level_2 IS NULL AND item_2_level > 2 THEN 8250 ELSE item_2_base END, CASE WHEN item_2_level_3 IS NULL AND item_2_level > 3 THEN -2000 ELSE item_2_base END) END AS BIGINT) AS item_2_low,
    CAST(CASE WHEN (item_2_level_1 IS NULL) AND (item_2_level_2 IS NULL) AND (item_2_level_3 IS NULL) THEN 15000 ELSE GREATEST(item_2_base, CASE WHEN item_2_level_1 IS NULL AND item_2_level > 1 THEN 15000 ELSE item_2_base END, CASE WHEN item_2_level_2 IS NULL AND item_2_level > 2 THEN 8250 ELSE item_2_base END, CASE WHEN item_2_level_3 IS NULL AND item_2_level > 3 THEN -2000 ELSE item_2_base END) END AS BIGINT) AS item_2_high,
    CAST(0 AS BIGINT) AS item_3_low,
    CAST(0 AS BIGINT) AS item_3_high,
    LEAST(GREATEST(signal_1_points, -45000000000), 45000000000) AS signal_1_counted,
    signal_2_points AS signal_2_counted,
    LEAST(GREATEST(signal_3_points, -15000000000), 15000000000) AS signal_3_counted
  FROM based
),
-- Sums: fit in millionths (weight and points in thousandths), engagement in billionths, the framework in thousandths.
summed AS (
  SELECT
    bounded.*,
    3000 * criterion_1_low + 2000 * criterion_2_low + 1250 * criterion_3_low + 1000 * criterion_4_low + 700 * criterion_5_low + 1000 * criterion_6_low + 0 * criterion_7_low + 500 * criterion_8_low AS fit_low,
    3000 * criterion_1_high + 2000 * criterion_2_high + 1250 * criterion_3_high + 1000 * criterion_4_high + 700 * criterion_5_high + 1000 * criterion_6_high + 0 * criterion_7_high + 500 * criterion_8_high AS fit_high,
    (criterion_2_high <= 0) OR (criterion_6_high <= 0) AS is_failed,
    ((criterion_2_low <= 0 AND criterion_2_high > 0)) OR ((criterion_6_low <= 0 AND criterion_6_high > 0)) AS may_fail,
    (COALESCE(disqualifier_1, FALSE)) OR (COALESCE(disqualifier_3, FALSE)) AS is_disqualified,
    ((criterion_2_low <= 0 AND criterion_2_high > 0)) OR ((criterion_6_low <= 0 AND criterion_6_high > 0)) OR (disqualifier_1 IS NULL) OR (disqualifier_3 IS NULL) AS is_perhaps_out,
    CAST(LEAST(signal_1_counted + signal_2_counted + signal_3_counted, 60000000000) AS BIGINT) AS engagement_low,
    item_1_low + item_2_low + item_3_low AS framework_low,
    CAST(LEAST(signal_1_counted + signal_2_counted + signal_3_counted + 8000000000, 60000000000) AS BIGINT) AS engagement_high,
    item_1_high + item_2_high + item_3_high AS framework_high,
    CAST(CASE WHEN signal_1_counted >= 0 THEN (signal_1_counted + 500) DIV 1000 ELSE -((500 - (signal_1_counted)) DIV 1000) END AS BIGINT) AS signal_1_shown,
    CAST(CASE WHEN signal_2_counted >= 0 THEN (signal_2_counted + 500) DIV 1000 ELSE -((500 - (signal_2_counted)) DIV 1000) END AS BIGINT) AS signal_2_shown,
    CAST(CASE WHEN signal_3_counted >= 0 THEN (signal_3_counted + 500) DIV 1000 ELSE -((500 - (signal_3_counted)) DIV 1000) END AS BIGINT) AS signal_3_shown
  FROM bounded
),
-- The tiers that are possible, and what the fit is worth, in billionths.
fitted AS (
  SELECT
    summed.*,
    CASE WHEN is_failed THEN 'C' WHEN GREATEST(fit_high, 0) >= 15520000 THEN 'A' WHEN GREATEST(fit_high, 0) >= 9700001 THEN 'B' ELSE 'C' END AS tier_best,
    CASE WHEN is_failed OR may_fail THEN 'C' WHEN GREATEST(fit_low, 0) >= 15520000 THEN 'A' WHEN GREATEST(fit_low, 0) >= 9700001 THEN 'B' ELSE 'C' END AS tier_worst,
    is_failed OR is_disqualified AS is_out,
    CAST((80000 * GREATEST(fit_low, 0) + 19400000) DIV 38800000 AS BIGINT) * 1000000 AS worth_low,
    CAST((80000 * GREATEST(fit_high, 0) + 19400000) DIV 38800000 AS BIGINT) * 1000000 AS worth_high
  FROM summed
),
-- Fit and engagement together, in billionths.
totalled AS (
  SELECT
    fitted.*,
    worth_low + engagement_low AS total_low,
    worth_high + engagement_high AS total_high
  FROM fitted
),
-- What decides the stage: TRUE, FALSE, or NULL where that is not known.
decided AS (
  SELECT
    totalled.*,
    CASE WHEN tier_worst <= 'B' THEN TRUE WHEN tier_best <= 'B' THEN NULL ELSE FALSE END AS fits_enough,
    CASE WHEN total_low >= 55000000000 THEN TRUE WHEN total_high >= 55000000000 THEN NULL ELSE FALSE END AS has_points,
    CASE WHEN total_low > 30500000000 THEN TRUE WHEN total_high > 30500000000 THEN NULL ELSE FALSE END AS has_nurture_points,
    CASE WHEN framework_low >= 20000 THEN TRUE WHEN framework_high >= 20000 THEN NULL ELSE FALSE END AS has_framework,
    (all_of_1) AND ((any_of_1) OR (any_of_2) OR (any_of_3)) AS meets_sales
  FROM totalled
),
-- Whether the lead is marketing-qualified, and meets what sales asks beyond that.
qualified AS (
  SELECT
    decided.*,
    has_points AND fits_enough AS is_mql,
    has_framework AND meets_sales AS is_sql
  FROM decided
),
-- The stages that are possible.
staged AS (
  SELECT
    qualified.*,
    is_perhaps_out AS can_be_out,
    NOT COALESCE(is_mql, FALSE) AND NOT COALESCE(has_nurture_points, FALSE) AS can_be_raw,
    NOT COALESCE(is_mql, FALSE) AND COALESCE(has_nurture_points, TRUE) AS can_be_nurture,
    COALESCE(is_mql, TRUE) AND NOT COALESCE(is_sql, FALSE) AS can_be_mql,
    COALESCE(is_mql, TRUE) AND COALESCE(is_sql, TRUE) AS can_be_sql,
    tier_best || CAST(CASE WHEN engagement_high > 0 AND 40000000000 + engagement_high >= 55000000000 THEN 1 WHEN engagement_high > 0 AND 40000000000 + engagement_high > 30500000000 THEN 2 ELSE 3 END AS STRING) AS grade_best,
    tier_worst || CAST(CASE WHEN engagement_low > 0 AND 40000000000 + engagement_low >= 55000000000 THEN 1 WHEN engagement_low > 0 AND 40000000000 + engagement_low > 30500000000 THEN 2 ELSE 3 END AS STRING) AS grade_worst
  FROM qualified
),
-- The stage, and what it depends on while it is open.
asked AS (
  SELECT
    staged.*,
    CASE WHEN is_out THEN 'out' WHEN NOT (can_be_raw OR can_be_nurture OR can_be_mql OR can_be_sql) THEN 'out' WHEN NOT (can_be_out OR can_be_nurture OR can_be_mql OR can_be_sql) THEN 'raw' WHEN NOT (can_be_out OR can_be_raw OR can_be_mql OR can_be_sql) THEN 'nurture' WHEN NOT (can_be_out OR can_be_raw OR can_be_nurture OR can_be_sql) THEN 'MQL' WHEN NOT (can_be_out OR can_be_raw OR can_be_nurture OR can_be_mql) THEN 'SQL' ELSE 'open' END AS lead_stage,
    has_points IS NULL OR (NOT COALESCE(is_mql, FALSE) AND has_nurture_points IS NULL) AS asks_points,
    (fits_enough IS NULL AND COALESCE(has_points, TRUE)) OR ((has_points IS NULL OR (NOT COALESCE(is_mql, FALSE) AND has_nurture_points IS NULL)) AND worth_low < worth_high) AS asks_all,
    COALESCE(is_mql, TRUE) AND is_sql IS NULL AS asks_sales
  FROM staged
),
-- Why, in words.
explained AS (
  SELECT
    asked.*,
    'Size \\ \'x\'\n-- \'; DELETE FROM accounts; --: ' || CASE criterion_1_low WHEN -1000 THEN '-3' WHEN 0 THEN '0' WHEN 1500 THEN '4.5' WHEN 2000 THEN '6' END || CASE WHEN criterion_1_low < criterion_1_high THEN ' to ' || CASE criterion_1_high WHEN -1000 THEN '-3' WHEN 0 THEN '0' WHEN 1500 THEN '4.5' WHEN 2000 THEN '6' END ELSE '' END || ' (' || CASE WHEN criterion_1_low < criterion_1_high THEN 'nog niet bekend' WHEN criterion_1_level = 1 THEN '20 tot \\ 200 ‘\u0024{mensen}’' WHEN criterion_1_level = 2 THEN 'Company size meer dan 10, minder dan 500,5' WHEN criterion_1_level = 3 THEN 'Company size ten hoogste 2' WHEN criterion_1_unknown THEN 'niet bekend' ELSE 'haalt geen niveau' END || ')' AS reason_1,
    'Land "é" ☃: ' || CASE criterion_2_low WHEN 0 THEN '0' WHEN 500 THEN '1' WHEN 2000 THEN '4' END || CASE WHEN criterion_2_low < criterion_2_high THEN ' to ' || CASE criterion_2_high WHEN 0 THEN '0' WHEN 500 THEN '1' WHEN 2000 THEN '4' END ELSE '' END || ' (' || CASE WHEN criterion_2_low < criterion_2_high THEN 'nog niet bekend' WHEN criterion_2_level = 1 THEN 'country is NL of BE of Épinal' WHEN criterion_2_level = 2 THEN 'country is DE of order is ja' WHEN criterion_2_unknown THEN 'niet bekend' ELSE 'haalt geen niveau' END || ')' AS reason_2,
    'Missing: ' || CASE criterion_3_low WHEN 0 THEN '0' WHEN 500 THEN '0.625' WHEN 1000 THEN '1.25' WHEN 2000 THEN '2.5' END || CASE WHEN criterion_3_low < criterion_3_high THEN ' to ' || CASE criterion_3_high WHEN 0 THEN '0' WHEN 500 THEN '0.625' WHEN 1000 THEN '1.25' WHEN 2000 THEN '2.5' END ELSE '' END || ' (' || CASE WHEN criterion_3_low < criterion_3_high THEN 'nog niet bekend' WHEN criterion_3_level = 1 THEN 'order is nee' WHEN criterion_3_level = 2 THEN 'order is ja en group is bekend' WHEN criterion_3_unknown THEN 'niet bekend' ELSE 'haalt geen niveau' END || ')' AS reason_3,
    'Parts: ' || CASE criterion_4_low WHEN 0 THEN '0' WHEN 1000 THEN '1' WHEN 2000 THEN '2' WHEN 3000 THEN '3' END || CASE WHEN criterion_4_low < criterion_4_high THEN ' to ' || CASE criterion_4_high WHEN 0 THEN '0' WHEN 1000 THEN '1' WHEN 2000 THEN '2' WHEN 3000 THEN '3' END ELSE '' END || ' (' || CASE WHEN criterion_4_low < criterion_4_high THEN 'nog niet bekend' WHEN criterion_4_level = 1 THEN 'o\'clock heeft Bags of Sjaals; mutsen' WHEN criterion_4_level = 2 THEN 'o\'clock heeft shoes, is niet gambling of tabak' WHEN criterion_4_level = 3 THEN 'group is niet bekend' WHEN criterion_4_unknown THEN 'niet bekend' ELSE 'haalt geen niveau' END || ')' AS reason_4,
    'Numbers as texts: ' || CASE criterion_5_low WHEN -2000 THEN '-1.4' WHEN 0 THEN '0' WHEN 1000 THEN '0.7' WHEN 2000 THEN '1.4' END || CASE WHEN criterion_5_low < criterion_5_high THEN ' to ' || CASE criterion_5_high WHEN -2000 THEN '-1.4' WHEN 0 THEN '0' WHEN 1000 THEN '0.7' WHEN 2000 THEN '1.4' END ELSE '' END || ' (' || CASE WHEN criterion_5_low < criterion_5_high THEN 'nog niet bekend' WHEN criterion_5_level = 1 THEN 'mixed is 5 of 0.5 of five' WHEN criterion_5_level = 2 THEN 'mixed heeft 7 of zeven' WHEN criterion_5_level = 3 THEN 'mixed is niet −3 of min' WHEN criterion_5_unknown THEN 'niet bekend' ELSE 'haalt geen niveau' END || ')' AS reason_5,
    'Perhaps: ' || CASE criterion_6_low WHEN 0 THEN '0' WHEN 1000 THEN '1' WHEN 2000 THEN '2' END || CASE WHEN criterion_6_low < criterion_6_high THEN ' to ' || CASE criterion_6_high WHEN 0 THEN '0' WHEN 1000 THEN '1' WHEN 2000 THEN '2' END ELSE '' END || ' (' || CASE WHEN criterion_6_low < criterion_6_high THEN 'nog niet bekend' WHEN criterion_6_level = 1 THEN 'perhaps is ja of misschien' WHEN criterion_6_level = 2 THEN 'niet (perhaps is nee of count is 1 of 2,5)' WHEN criterion_6_unknown THEN 'niet bekend' ELSE 'haalt geen niveau' END || ')' AS reason_6,
    'Weightless: ' || '0' || ' (' || CASE WHEN criterion_7_low < criterion_7_high THEN 'nog niet bekend' WHEN criterion_7_level = 1 THEN 'count is niet 3 of x' WHEN criterion_7_unknown THEN 'niet bekend' ELSE 'haalt geen niveau' END || ')' AS reason_7,
    'Numbers of a list: ' || CASE criterion_8_low WHEN 0 THEN '0' WHEN 250 THEN '0.125' WHEN 1000 THEN '0.5' END || CASE WHEN criterion_8_low < criterion_8_high THEN ' to ' || CASE criterion_8_high WHEN 0 THEN '0' WHEN 250 THEN '0.125' WHEN 1000 THEN '0.5' END ELSE '' END || ' (' || CASE WHEN criterion_8_low < criterion_8_high THEN 'nog niet bekend' WHEN criterion_8_level = 1 THEN 'rank is 1 of 2,5, is niet 7' WHEN criterion_8_level = 2 THEN 'rank heeft 4 of 1000' WHEN criterion_8_unknown THEN 'niet bekend' ELSE 'haalt geen niveau' END || ')' AS reason_8,
    'Vraagt een ‘demo’: ' || CASE WHEN signal_1_shown < 0 THEN '-' ELSE '' END || TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM (CAST((ABS(signal_1_shown)) DIV 1000000 AS STRING) || '.' || LPAD(CAST(MOD(ABS(signal_1_shown), 1000000) AS STRING), 6, '0')))) || ' (' || CASE WHEN signal_1_times = 0 THEN 'is niet gebeurd' ELSE CASE WHEN signal_1_times IN (1) THEN 'één keer, op ' || CAST(CAST(EXTRACT(DAY FROM signal_1_last) AS INTEGER) AS STRING) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_1_last) AS INTEGER) WHEN 1 THEN 'januari' WHEN 2 THEN 'februari' WHEN 3 THEN 'maart' WHEN 4 THEN 'april' WHEN 5 THEN 'mei' WHEN 6 THEN 'juni' WHEN 7 THEN 'juli' WHEN 8 THEN 'augustus' WHEN 9 THEN 'september' WHEN 10 THEN 'oktober' WHEN 11 THEN 'november' WHEN 12 THEN 'december' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_1_last) AS INTEGER) AS STRING) ELSE CASE WHEN signal_1_times < 1000 THEN CAST(signal_1_times AS STRING) WHEN signal_1_times < 10000 THEN CAST((signal_1_times) DIV 1000 AS STRING) || '.' || LPAD(CAST(MOD(signal_1_times, 1000) AS STRING), 3, '0') ELSE CAST((signal_1_times) DIV 1000 AS STRING) || '.' || LPAD(CAST(MOD(signal_1_times, 1000) AS STRING), 3, '0') END || ' keer, het laatst op ' || CAST(CAST(EXTRACT(DAY FROM signal_1_last) AS INTEGER) AS STRING) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_1_last) AS INTEGER) WHEN 1 THEN 'januari' WHEN 2 THEN 'februari' WHEN 3 THEN 'maart' WHEN 4 THEN 'april' WHEN 5 THEN 'mei' WHEN 6 THEN 'juni' WHEN 7 THEN 'juli' WHEN 8 THEN 'augustus' WHEN 9 THEN 'september' WHEN 10 THEN 'oktober' WHEN 11 THEN 'november' WHEN 12 THEN 'december' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_1_last) AS INTEGER) AS STRING) END END || CASE WHEN ABS(signal_1_points) > 45000000000 THEN '; hooguit 45 punten tellen' ELSE '' END || ')' AS reason_9,
    'Leest prijzen: ' || CASE WHEN signal_2_shown < 0 THEN '-' ELSE '' END || TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM (CAST((ABS(signal_2_shown)) DIV 1000000 AS STRING) || '.' || LPAD(CAST(MOD(ABS(signal_2_shown), 1000000) AS STRING), 6, '0')))) || ' (' || CASE WHEN signal_2_times = 0 THEN 'is niet gebeurd' ELSE CASE WHEN signal_2_times IN (1) THEN 'één keer, op ' || CAST(CAST(EXTRACT(DAY FROM signal_2_last) AS INTEGER) AS STRING) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_2_last) AS INTEGER) WHEN 1 THEN 'januari' WHEN 2 THEN 'februari' WHEN 3 THEN 'maart' WHEN 4 THEN 'april' WHEN 5 THEN 'mei' WHEN 6 THEN 'juni' WHEN 7 THEN 'juli' WHEN 8 THEN 'augustus' WHEN 9 THEN 'september' WHEN 10 THEN 'oktober' WHEN 11 THEN 'november' WHEN 12 THEN 'december' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_2_last) AS INTEGER) AS STRING) ELSE CASE WHEN signal_2_times < 1000 THEN CAST(signal_2_times AS STRING) WHEN signal_2_times < 10000 THEN CAST((signal_2_times) DIV 1000 AS STRING) || '.' || LPAD(CAST(MOD(signal_2_times, 1000) AS STRING), 3, '0') ELSE CAST((signal_2_times) DIV 1000 AS STRING) || '.' || LPAD(CAST(MOD(signal_2_times, 1000) AS STRING), 3, '0') END || ' keer, het laatst op ' || CAST(CAST(EXTRACT(DAY FROM signal_2_last) AS INTEGER) AS STRING) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_2_last) AS INTEGER) WHEN 1 THEN 'januari' WHEN 2 THEN 'februari' WHEN 3 THEN 'maart' WHEN 4 THEN 'april' WHEN 5 THEN 'mei' WHEN 6 THEN 'juni' WHEN 7 THEN 'juli' WHEN 8 THEN 'augustus' WHEN 9 THEN 'september' WHEN 10 THEN 'oktober' WHEN 11 THEN 'november' WHEN 12 THEN 'december' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_2_last) AS INTEGER) AS STRING) END END || ')' AS reason_10,
    'Kijkt naar vacatures: ' || CASE WHEN signal_3_shown < 0 THEN '-' ELSE '' END || TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM (CAST((ABS(signal_3_shown)) DIV 1000000 AS STRING) || '.' || LPAD(CAST(MOD(ABS(signal_3_shown), 1000000) AS STRING), 6, '0')))) || ' (' || CASE WHEN signal_3_times = 0 THEN 'is niet gebeurd' ELSE CASE WHEN signal_3_times IN (1) THEN 'één keer, op ' || CAST(CAST(EXTRACT(DAY FROM signal_3_last) AS INTEGER) AS STRING) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_3_last) AS INTEGER) WHEN 1 THEN 'januari' WHEN 2 THEN 'februari' WHEN 3 THEN 'maart' WHEN 4 THEN 'april' WHEN 5 THEN 'mei' WHEN 6 THEN 'juni' WHEN 7 THEN 'juli' WHEN 8 THEN 'augustus' WHEN 9 THEN 'september' WHEN 10 THEN 'oktober' WHEN 11 THEN 'november' WHEN 12 THEN 'december' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_3_last) AS INTEGER) AS STRING) ELSE CASE WHEN signal_3_times < 1000 THEN CAST(signal_3_times AS STRING) WHEN signal_3_times < 10000 THEN CAST((signal_3_times) DIV 1000 AS STRING) || '.' || LPAD(CAST(MOD(signal_3_times, 1000) AS STRING), 3, '0') ELSE CAST((signal_3_times) DIV 1000 AS STRING) || '.' || LPAD(CAST(MOD(signal_3_times, 1000) AS STRING), 3, '0') END || ' keer, het laatst op ' || CAST(CAST(EXTRACT(DAY FROM signal_3_last) AS INTEGER) AS STRING) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_3_last) AS INTEGER) WHEN 1 THEN 'januari' WHEN 2 THEN 'februari' WHEN 3 THEN 'maart' WHEN 4 THEN 'april' WHEN 5 THEN 'mei' WHEN 6 THEN 'juni' WHEN 7 THEN 'juli' WHEN 8 THEN 'augustus' WHEN 9 THEN 'september' WHEN 10 THEN 'oktober' WHEN 11 THEN 'november' WHEN 12 THEN 'december' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_3_last) AS INTEGER) AS STRING) END END || CASE WHEN ABS(signal_3_points) > 15000000000 THEN '; hooguit 15 punten tellen' ELSE '' END || ')' AS reason_11,
    'Alleen mensen weten dit: ' || '0 to 8' || ' (' || 'geen systeem telt dit: vraag het' || ')' AS reason_12,
    'Budget \'b\': ' || CASE WHEN (item_1_low * 1000) < 0 THEN '-' ELSE '' END || TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM (CAST((ABS((item_1_low * 1000))) DIV 1000000 AS STRING) || '.' || LPAD(CAST(MOD(ABS((item_1_low * 1000)), 1000000) AS STRING), 6, '0')))) || CASE WHEN item_1_low < item_1_high THEN ' to ' || CASE WHEN (item_1_high * 1000) < 0 THEN '-' ELSE '' END || TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM (CAST((ABS((item_1_high * 1000))) DIV 1000000 AS STRING) || '.' || LPAD(CAST(MOD(ABS((item_1_high * 1000)), 1000000) AS STRING), 6, '0')))) ELSE '' END || ' (' || CASE WHEN value_bant_budget BETWEEN 0 AND 10 THEN 'zoals iemand het invulde' WHEN value_bant_budget IS NOT NULL THEN 'wat er is ingevuld is niet te lezen' WHEN item_1_open OR item_1_low < item_1_high THEN 'nog niet bekend' WHEN item_1_level = 1 THEN 'Noemt een bedrag' WHEN item_1_level = 2 THEN 'Noemt \\ een bedrag' ELSE 'haalt geen niveau' END || ')' AS reason_13,
    'Need: ' || CASE WHEN (item_2_low * 1000) < 0 THEN '-' ELSE '' END || TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM (CAST((ABS((item_2_low * 1000))) DIV 1000000 AS STRING) || '.' || LPAD(CAST(MOD(ABS((item_2_low * 1000)), 1000000) AS STRING), 6, '0')))) || CASE WHEN item_2_low < item_2_high THEN ' to ' || CASE WHEN (item_2_high * 1000) < 0 THEN '-' ELSE '' END || TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM (CAST((ABS((item_2_high * 1000))) DIV 1000000 AS STRING) || '.' || LPAD(CAST(MOD(ABS((item_2_high * 1000)), 1000000) AS STRING), 6, '0')))) ELSE '' END || ' (' || CASE WHEN item_2_open OR item_2_low < item_2_high THEN 'nog niet bekend' WHEN item_2_level = 1 THEN 'Verliest kopers' WHEN item_2_level = 2 THEN 'drop off meer dan 20' WHEN item_2_level = 3 THEN 'drop off minder dan 1' ELSE 'haalt geen niveau' END || ')' AS reason_14,
    'No points: ' || '0' || ' (' || 'geeft geen punten' || ')' AS reason_15
  FROM asked
)
SELECT
    account AS account,
    CAST(fit_low AS DOUBLE) / 1000000 AS fit_points,
    CAST(fit_high AS DOUBLE) / 1000000 AS fit_points_possible,
    CAST(19400000 AS DOUBLE) / 1000000 AS fit_maximum,
    CAST(LEAST((200000000 * GREATEST(fit_low, 0) + 19400000) DIV 38800000, 100000000) AS DOUBLE) / 1000000 AS fit_percent,
    CAST(LEAST((200000000 * GREATEST(fit_high, 0) + 19400000) DIV 38800000, 100000000) AS DOUBLE) / 1000000 AS fit_percent_possible,
    CASE WHEN is_disqualified THEN '' ELSE CASE WHEN tier_best = tier_worst THEN tier_best ELSE tier_best || ' to ' || tier_worst END END AS tier,
    SUBSTR(CASE WHEN criterion_2_high <= 0 THEN '; Land "é" ☃' ELSE '' END || CASE WHEN criterion_6_high <= 0 THEN '; Perhaps' ELSE '' END, 3) AS musts_failed,
    SUBSTR(CASE WHEN disqualifier_1 THEN '; Verkoopt ‘diensten’; DROP TABLE accounts; –' ELSE '' END || CASE WHEN disqualifier_3 THEN '; Te groot, en niet van hier' ELSE '' END, 3) AS disqualified,
    CAST(CAST(CASE WHEN engagement_low >= 0 THEN (engagement_low + 500) DIV 1000 ELSE -((500 - (engagement_low)) DIV 1000) END AS BIGINT) AS DOUBLE) / 1000000 AS engagement,
    CAST(CAST(CASE WHEN engagement_high >= 0 THEN (engagement_high + 500) DIV 1000 ELSE -((500 - (engagement_high)) DIV 1000) END AS BIGINT) AS DOUBLE) / 1000000 AS engagement_possible,
    CAST(CAST(CASE WHEN total_low >= 0 THEN (total_low + 500) DIV 1000 ELSE -((500 - (total_low)) DIV 1000) END AS BIGINT) AS DOUBLE) / 1000000 AS points,
    CAST(CAST(CASE WHEN total_high >= 0 THEN (total_high + 500) DIV 1000 ELSE -((500 - (total_high)) DIV 1000) END AS BIGINT) AS DOUBLE) / 1000000 AS points_possible,
    CAST(framework_low AS DOUBLE) / 1000 AS framework,
    CAST(framework_high AS DOUBLE) / 1000 AS framework_possible,
    CASE WHEN is_out THEN '' ELSE CASE WHEN grade_best = grade_worst THEN grade_best ELSE grade_best || ' to ' || grade_worst END END AS grade,
    lead_stage AS stage,
    CASE WHEN lead_stage = 'open' THEN SUBSTR(CASE WHEN (criterion_1_low < criterion_1_high AND (asks_all)) AND value_company_size IS NULL THEN '; Company size' ELSE '' END || CASE WHEN (criterion_2_low < criterion_2_high AND (asks_all OR is_perhaps_out)) AND value_country IS NULL THEN '; country' ELSE '' END || CASE WHEN (criterion_2_low < criterion_2_high AND (asks_all OR is_perhaps_out)) AND value_order IS NULL THEN '; order' ELSE '' END || CASE WHEN (criterion_3_low < criterion_3_high AND (asks_all)) AND value_order IS NULL AND NOT ((criterion_2_low < criterion_2_high AND (asks_all OR is_perhaps_out))) THEN '; order' ELSE '' END || CASE WHEN (criterion_3_low < criterion_3_high AND (asks_all)) AND value_group IS NULL THEN '; group' ELSE '' END || CASE WHEN (criterion_4_low < criterion_4_high AND (asks_all)) AND value_o_clock IS NULL THEN '; o\'clock' ELSE '' END || CASE WHEN (criterion_4_low < criterion_4_high AND (asks_all)) AND value_group IS NULL AND NOT ((criterion_3_low < criterion_3_high AND (asks_all))) THEN '; group' ELSE '' END || CASE WHEN (criterion_5_low < criterion_5_high AND (asks_all)) AND value_mixed IS NULL THEN '; mixed' ELSE '' END || CASE WHEN (criterion_6_low < criterion_6_high AND (asks_all OR is_perhaps_out)) AND value_perhaps IS NULL THEN '; perhaps' ELSE '' END || CASE WHEN (criterion_6_low < criterion_6_high AND (asks_all OR is_perhaps_out)) AND value_count IS NULL THEN '; count' ELSE '' END || CASE WHEN (criterion_7_low < criterion_7_high AND (asks_all)) AND value_count IS NULL AND NOT ((criterion_6_low < criterion_6_high AND (asks_all OR is_perhaps_out))) THEN '; count' ELSE '' END || CASE WHEN (criterion_8_low < criterion_8_high AND (asks_all)) AND value_rank IS NULL THEN '; rank' ELSE '' END || CASE WHEN (is_perhaps_out AND disqualifier_1 IS NULL) AND value_o_clock IS NULL AND NOT ((criterion_4_low < criterion_4_high AND (asks_all))) THEN '; o\'clock' ELSE '' END || CASE WHEN (is_perhaps_out AND disqualifier_3 IS NULL) AND value_company_size IS NULL AND NOT ((criterion_1_low < criterion_1_high AND (asks_all))) THEN '; Company size' ELSE '' END || CASE WHEN (is_perhaps_out AND disqualifier_3 IS NULL) AND value_country IS NULL AND NOT ((criterion_2_low < criterion_2_high AND (asks_all OR is_perhaps_out))) THEN '; country' ELSE '' END || CASE WHEN asks_points THEN '; Alleen mensen weten dit' ELSE '' END || CASE WHEN asks_sales AND has_framework IS NULL AND item_1_low < item_1_high THEN '; Budget \'b\'' ELSE '' END || CASE WHEN asks_sales AND has_framework IS NULL AND item_2_low < item_2_high THEN '; Need' ELSE '' END || CASE WHEN asks_sales AND has_framework IS NULL AND item_3_low < item_3_high THEN '; No points' ELSE '' END || CASE WHEN (asks_sales AND all_of_1 IS NULL) AND value_decider IS NULL THEN '; decider' ELSE '' END || CASE WHEN asks_sales AND NOT (COALESCE(any_of_1, FALSE) OR COALESCE(any_of_2, FALSE) OR COALESCE(any_of_3, FALSE)) THEN '; Finance doet mee' ELSE '' END || CASE WHEN (asks_sales AND NOT (COALESCE(any_of_1, FALSE) OR COALESCE(any_of_2, FALSE) OR COALESCE(any_of_3, FALSE)) AND any_of_2 IS NULL) AND value_live_on IS NULL THEN '; live on' ELSE '' END || CASE WHEN (asks_sales AND NOT (COALESCE(any_of_1, FALSE) OR COALESCE(any_of_2, FALSE) OR COALESCE(any_of_3, FALSE)) AND any_of_3 IS NULL) AND value_country IS NULL AND NOT ((criterion_2_low < criterion_2_high AND (asks_all OR is_perhaps_out)) OR (is_perhaps_out AND disqualifier_3 IS NULL)) THEN '; country' ELSE '' END, 3) ELSE '' END AS ask,
    reason_1 || '; ' || reason_2 || '; ' || reason_3 || '; ' || reason_4 || '; ' || reason_5 || '; ' || reason_6 || '; ' || reason_7 || '; ' || reason_8 || '; ' || reason_9 || '; ' || reason_10 || '; ' || reason_11 || '; ' || reason_12 || '; ' || reason_13 || '; ' || reason_14 || '; ' || reason_15 AS reasons
FROM explained
