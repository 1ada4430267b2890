-- Scores accounts with “Shop” and “Lead”, as `personabook score` does. For DuckDB.
-- Made from the book: change the model there and write this again.
-- Points are whole numbers, so that every program comes to the same; `_low` and `_high` bound what is not known yet.
WITH
-- What is known of each account. An empty text, no number, and what the model says stands for nothing is NULL.
known AS (
  SELECT
    CAST(listed.account AS VARCHAR) AS account,
    CASE WHEN ISNAN(CAST(listed.employees AS DOUBLE)) THEN NULL ELSE CAST(listed.employees AS DOUBLE) END AS value_employees,
    NULLIF(NULLIF(TRIM(LOWER(CAST(listed.country AS VARCHAR)), E' \t\r\n'), ''), 'nan') AS value_country,
    NULLIF(NULLIF(TRIM(LOWER(CAST(listed.email AS VARCHAR)), E' \t\r\n'), ''), 'nan') AS value_email,
    NULLIF(NULLIF(TRIM(LOWER(CAST(listed.goods AS VARCHAR)), E' \t\r\n'), ''), 'nan') AS value_goods,
    CASE WHEN ISNAN(CAST(listed.drop_off AS DOUBLE)) THEN NULL ELSE CAST(listed.drop_off AS DOUBLE) END AS value_drop_off,
    CAST(listed.decider AS BOOLEAN) AS value_decider,
    NULLIF(NULLIF(TRIM(LOWER(CAST(listed.live_on AS VARCHAR)), E' \t\r\n'), ''), 'nan') AS value_live_on,
    CASE WHEN ISNAN(CAST(listed.bant_budget AS DOUBLE)) THEN NULL ELSE CAST(listed.bant_budget AS DOUBLE) END AS value_bant_budget
  FROM accounts AS listed
),
-- What happened, with names in lower case; spaces, `-` and `_` make no difference in a signal.
happenings AS (
  SELECT
    TRIM(LOWER(CAST(happened.account AS VARCHAR)), E' \t\r\n') AS account_key,
    TRIM(REPLACE(REPLACE(REPLACE(LOWER(CAST(happened.signal AS VARCHAR)), ' ', ''), '-', ''), '_', ''), E' \t\r\n') AS signal_key,
    CAST(happened.date AS DATE) AS day
  FROM events AS happened
),
-- What each account did: points in billionths. What is left of them after their half-life counts in whole millionths.
did AS (
  SELECT
    account_key AS account_key,
    -- Asks for a demo
    CAST(SUM(CASE WHEN signal_key = 'demo' THEN 30000 * CAST(FLOOR(1000000 * POWER(0.5, CAST(DATE_DIFF('day', day, CURRENT_DATE) AS DOUBLE) / 10) + 0.5) AS BIGINT) ELSE 0 END) AS BIGINT) AS signal_1_points,
    CAST(SUM(CASE WHEN signal_key = 'demo' THEN 1 ELSE 0 END) AS BIGINT) AS signal_1_times,
    MAX(CASE WHEN signal_key = 'demo' THEN day END) AS signal_1_last,
    -- Reads the price page
    CAST(SUM(CASE WHEN signal_key = 'prices' THEN 5000 * CAST(1000000 AS BIGINT) ELSE 0 END) AS BIGINT) AS signal_2_points,
    CAST(SUM(CASE WHEN signal_key = 'prices' THEN 1 ELSE 0 END) AS BIGINT) AS signal_2_times,
    MAX(CASE WHEN signal_key = 'prices' THEN day END) AS signal_2_last,
    -- Looks at vacancies only
    CAST(SUM(CASE WHEN signal_key = 'vacancies' THEN -15000 * CAST(1000000 AS BIGINT) ELSE 0 END) AS BIGINT) AS signal_3_points,
    CAST(SUM(CASE WHEN signal_key = 'vacancies' THEN 1 ELSE 0 END) AS BIGINT) AS signal_3_times,
    MAX(CASE WHEN signal_key = 'vacancies' THEN day END) AS signal_3_last
  FROM happenings
  WHERE day <= CURRENT_DATE
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
    -- Size: 20 to 200 people
    (value_employees >= 20) AND (value_employees <= 200) AS criterion_1_level_1,
    -- Size: employees from 10 to 500
    (value_employees >= 10) AND (value_employees <= 500) AS criterion_1_level_2,
    -- Country: country is NL or BE
    value_country IN ('nl', 'be') AS criterion_2_level_1,
    -- Address: email is private
    value_email IN ('private') AS criterion_3_level_1,
    -- Budget: Names an amount and who signs
    CAST(NULL AS BOOLEAN) AS item_1_level_1,
    -- Budget: Names an amount
    CAST(NULL AS BOOLEAN) AS item_1_level_2,
    -- Need: Loses buyers and knows how many
    value_drop_off > 50 AS item_2_level_1,
    -- Need: drop off more than 20
    value_drop_off > 20 AS item_2_level_2,
    -- Sells nothing that comes in a parcel
    value_goods IN ('services') AS disqualifier_1,
    -- Somebody decides
    value_decider AS all_of_1,
    -- Finance is in the talk
    CAST(NULL AS BOOLEAN) AS any_of_1,
    -- A date for going live
    value_live_on IS NOT NULL AS any_of_2
  FROM known
  LEFT JOIN did ON did.account_key = TRIM(LOWER(CAST(known.account AS VARCHAR)), E' \t\r\n')
),
-- The first level that is known to hold, from 1; one more than there are when none is.
leveled AS (
  SELECT
    held.*,
    CASE WHEN criterion_1_level_1 THEN 1 WHEN criterion_1_level_2 THEN 2 ELSE 3 END AS criterion_1_level,
    CASE WHEN criterion_2_level_1 THEN 1 ELSE 2 END AS criterion_2_level,
    CASE WHEN criterion_3_level_1 THEN 1 ELSE 2 END AS criterion_3_level,
    CASE WHEN item_1_level_1 THEN 1 WHEN item_1_level_2 THEN 2 ELSE 3 END AS item_1_level,
    CASE WHEN item_2_level_1 THEN 1 WHEN item_2_level_2 THEN 2 ELSE 3 END AS item_2_level,
    value_employees IS NULL AS criterion_1_unknown,
    value_country IS NULL AS criterion_2_unknown,
    value_email IS NULL AS criterion_3_unknown,
    (value_bant_budget IS NULL) AND ((item_1_level_1 IS NULL) AND (item_1_level_2 IS NULL)) AS item_1_open,
    (item_2_level_1 IS NULL) AND (item_2_level_2 IS NULL) AS item_2_open
  FROM held
),
-- The points of that level, in thousandths.
based AS (
  SELECT
    leveled.*,
    CAST(CASE criterion_1_level WHEN 1 THEN 2000 WHEN 2 THEN 1000 ELSE 0 END AS BIGINT) AS criterion_1_base,
    CAST(CASE criterion_2_level WHEN 1 THEN 2000 ELSE 0 END AS BIGINT) AS criterion_2_base,
    CAST(CASE criterion_3_level WHEN 1 THEN -2000 ELSE 0 END AS BIGINT) AS criterion_3_base,
    CAST(CASE item_1_level WHEN 1 THEN 10000 WHEN 2 THEN 4000 ELSE 0 END AS BIGINT) AS item_1_base,
    CAST(CASE item_2_level WHEN 1 THEN 15000 WHEN 2 THEN 8000 ELSE 0 END AS BIGINT) AS item_2_base
  FROM leveled
),
-- The least and the most points that are possible: a level that may hold counts too, unless one before it does.
bounded AS (
  SELECT
    based.*,
    LEAST(criterion_1_base, CASE WHEN criterion_1_level_1 IS NULL AND criterion_1_level > 1 THEN 2000 ELSE criterion_1_base END, CASE WHEN criterion_1_level_2 IS NULL AND criterion_1_level > 2 THEN 1000 ELSE criterion_1_base END) AS criterion_1_low,
    GREATEST(criterion_1_base, CASE WHEN criterion_1_level_1 IS NULL AND criterion_1_level > 1 THEN 2000 ELSE criterion_1_base END, CASE WHEN criterion_1_level_2 IS NULL AND criterion_1_level > 2 THEN 1000 ELSE criterion_1_base END) AS criterion_1_high,
    LEAST(criterion_2_base, CASE WHEN criterion_2_level_1 IS NULL AND criterion_2_level > 1 THEN 2000 ELSE criterion_2_base END) AS criterion_2_low,
    GREATEST(criterion_2_base, CASE WHEN criterion_2_level_1 IS NULL AND criterion_2_level > 1 THEN 2000 ELSE criterion_2_base END) AS criterion_2_high,
    LEAST(criterion_3_base, CASE WHEN criterion_3_level_1 IS NULL AND criterion_3_level > 1 THEN -2000 ELSE criterion_3_base END) AS criterion_3_low,
    GREATEST(criterion_3_base, CASE WHEN criterion_3_level_1 IS NULL AND criterion_3_level > 1 THEN -2000 ELSE criterion_3_base END) AS criterion_3_high,
    CAST(CASE WHEN value_bant_budget BETWEEN 0 AND 10 THEN CAST(CASE WHEN value_bant_budget < 0 THEN -FLOOR(-value_bant_budget * 1000 + 0.5) ELSE FLOOR(value_bant_budget * 1000 + 0.5) END AS BIGINT) WHEN value_bant_budget IS NOT NULL THEN 0 WHEN (item_1_level_1 IS NULL) AND (item_1_level_2 IS NULL) THEN 0 ELSE LEAST(item_1_base, CASE WHEN item_1_level_1 IS NULL AND item_1_level > 1 THEN 10000 ELSE item_1_base END, CASE WHEN item_1_level_2 IS NULL AND item_1_level > 2 THEN 4000 ELSE item_1_base END) END AS BIGINT) AS item_1_low,
    CAST(CASE WHEN value_bant_budget BETWEEN 0 AND 10 THEN CAST(CASE WHEN value_bant_budget < 0 THEN -FLOOR(-value_bant_budget * 1000 + 0.5) ELSE FLOOR(value_bant_budget * 1000 + 0.5) END AS BIGINT) WHEN value_bant_budget IS NOT NULL THEN 10000 WHEN (item_1_level_1 IS NULL) AND (item_1_level_2 IS NULL) THEN 10000 ELSE GREATEST(item_1_base, CASE WHEN item_1_level_1 IS NULL AND item_1_level > 1 THEN 10000 ELSE item_1_base END, CASE WHEN item_1_level_2 IS NULL AND item_1_level > 2 THEN 4000 ELSE item_1_base END) END AS BIGINT) AS item_1_high,
    CAST(CASE WHEN (item_2_level_1 IS NULL) AND (item_2_level_2 IS NULL) THEN 0 ELSE LEAST(item_2_base, CASE WHEN item_2_level_1 IS NULL AND item_2_level > 1 THEN 15000 ELSE item_2_base END, CASE WHEN item_2_level_2 IS NULL AND item_2_level > 2 THEN 8000 ELSE item_2_base END) END AS BIGINT) AS item_2_low,
    CAST(CASE WHEN (item_2_level_1 IS NULL) AND (item_2_level_2 IS NULL) THEN 15000 ELSE GREATEST(item_2_base, CASE WHEN item_2_level_1 IS NULL AND item_2_level > 1 THEN 15000 ELSE item_2_base END, CASE WHEN item_2_level_2 IS NULL AND item_2_level > 2 THEN 8000 ELSE item_2_base END) END AS BIGINT) AS item_2_high,
    LEAST(GREATEST(signal_1_points, -45000000000), 45000000000) AS signal_1_counted,
    LEAST(GREATEST(signal_2_points, -10000000000), 10000000000) AS signal_2_counted,
    LEAST(GREATEST(signal_3_points, -15000000000), 15000000000) AS signal_3_counted
  FROM based
),
-- Sums: fit in millionths (weight and points in thousandths), engagement in billionths, the framework in thousandths.
summed AS (
  SELECT
    bounded.*,
    3000 * criterion_1_low + 2000 * criterion_2_low + 1000 * criterion_3_low AS fit_low,
    3000 * criterion_1_high + 2000 * criterion_2_high + 1000 * criterion_3_high AS fit_high,
    criterion_2_high <= 0 AS is_failed,
    (criterion_2_low <= 0 AND criterion_2_high > 0) AS may_fail,
    COALESCE(disqualifier_1, FALSE) AS is_disqualified,
    ((criterion_2_low <= 0 AND criterion_2_high > 0)) OR (disqualifier_1 IS NULL) AS is_perhaps_out,
    CAST(LEAST(signal_1_counted + signal_2_counted + signal_3_counted, 50000000000) AS BIGINT) AS engagement_low,
    item_1_low + item_2_low AS framework_low,
    CAST(LEAST(signal_1_counted + signal_2_counted + signal_3_counted, 50000000000) AS BIGINT) AS engagement_high,
    item_1_high + item_2_high AS framework_high,
    CAST(CASE WHEN signal_1_counted >= 0 THEN (signal_1_counted + 500) // 1000 ELSE -((500 - (signal_1_counted)) // 1000) END AS BIGINT) AS signal_1_shown,
    CAST(CASE WHEN signal_2_counted >= 0 THEN (signal_2_counted + 500) // 1000 ELSE -((500 - (signal_2_counted)) // 1000) END AS BIGINT) AS signal_2_shown,
    CAST(CASE WHEN signal_3_counted >= 0 THEN (signal_3_counted + 500) // 1000 ELSE -((500 - (signal_3_counted)) // 1000) END AS BIGINT) AS signal_3_shown
  FROM bounded
),
-- The tiers that are possible, and what the fit is worth, in billionths.
fitted AS (
  SELECT
    summed.*,
    CASE WHEN is_failed THEN 'C' WHEN GREATEST(fit_high, 0) >= 8000000 THEN 'A' WHEN GREATEST(fit_high, 0) >= 5000001 THEN 'B' ELSE 'C' END AS tier_best,
    CASE WHEN is_failed OR may_fail THEN 'C' WHEN GREATEST(fit_low, 0) >= 8000000 THEN 'A' WHEN GREATEST(fit_low, 0) >= 5000001 THEN 'B' ELSE 'C' END AS tier_worst,
    is_failed OR is_disqualified AS is_out,
    CAST((80000 * GREATEST(fit_low, 0) + 10000000) // 20000000 AS BIGINT) * 1000000 AS worth_low,
    CAST((80000 * GREATEST(fit_high, 0) + 10000000) // 20000000 AS BIGINT) * 1000000 AS worth_high
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
    CASE WHEN total_low >= 60000000000 THEN TRUE WHEN total_high >= 60000000000 THEN NULL ELSE FALSE END AS has_points,
    CASE WHEN total_low > 30000000000 THEN TRUE WHEN total_high > 30000000000 THEN NULL ELSE FALSE END AS has_nurture_points,
    CASE WHEN framework_low >= 20000 THEN TRUE WHEN framework_high >= 20000 THEN NULL ELSE FALSE END AS has_framework,
    (all_of_1) AND ((any_of_1) OR (any_of_2)) AS meets_sales
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
    tier_best || CAST(CASE WHEN engagement_high > 0 AND 40000000000 + engagement_high >= 60000000000 THEN 1 WHEN engagement_high > 0 AND 40000000000 + engagement_high > 30000000000 THEN 2 ELSE 3 END AS VARCHAR) AS grade_best,
    tier_worst || CAST(CASE WHEN engagement_low > 0 AND 40000000000 + engagement_low >= 60000000000 THEN 1 WHEN engagement_low > 0 AND 40000000000 + engagement_low > 30000000000 THEN 2 ELSE 3 END AS VARCHAR) AS grade_worst
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
    'Size: ' || CASE criterion_1_low WHEN 0 THEN '0' WHEN 1000 THEN '3' WHEN 2000 THEN '6' END || CASE WHEN criterion_1_low < criterion_1_high THEN ' to ' || CASE criterion_1_high WHEN 0 THEN '0' WHEN 1000 THEN '3' WHEN 2000 THEN '6' END ELSE '' END || ' (' || CASE WHEN criterion_1_low < criterion_1_high THEN 'not known yet' WHEN criterion_1_level = 1 THEN '20 to 200 people' WHEN criterion_1_level = 2 THEN 'employees from 10 to 500' WHEN criterion_1_unknown THEN 'not known' ELSE 'meets no level' END || ')' AS reason_1,
    'Country: ' || CASE criterion_2_low WHEN 0 THEN '0' WHEN 2000 THEN '4' END || CASE WHEN criterion_2_low < criterion_2_high THEN ' to ' || CASE criterion_2_high WHEN 0 THEN '0' WHEN 2000 THEN '4' END ELSE '' END || ' (' || CASE WHEN criterion_2_low < criterion_2_high THEN 'not known yet' WHEN criterion_2_level = 1 THEN 'country is NL or BE' WHEN criterion_2_unknown THEN 'not known' ELSE 'meets no level' END || ')' AS reason_2,
    'Address: ' || CASE criterion_3_low WHEN -2000 THEN '-2' WHEN 0 THEN '0' END || CASE WHEN criterion_3_low < criterion_3_high THEN ' to ' || CASE criterion_3_high WHEN -2000 THEN '-2' WHEN 0 THEN '0' END ELSE '' END || ' (' || CASE WHEN criterion_3_low < criterion_3_high THEN 'not known yet' WHEN criterion_3_level = 1 THEN 'email is private' WHEN criterion_3_unknown THEN 'not known' ELSE 'meets no level' END || ')' AS reason_3,
    'Asks for a demo: ' || CASE WHEN signal_1_shown < 0 THEN '-' ELSE '' END || RTRIM(RTRIM((CAST((ABS(signal_1_shown)) // 1000000 AS VARCHAR) || '.' || LPAD(CAST(MOD(ABS(signal_1_shown), 1000000) AS VARCHAR), 6, '0')), '0'), '.') || ' (' || CASE WHEN signal_1_times = 0 THEN 'did not happen' ELSE CASE WHEN signal_1_times IN (1) THEN 'once, on ' || CAST(CAST(EXTRACT(DAY FROM signal_1_last) AS INTEGER) AS VARCHAR) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_1_last) AS INTEGER) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_1_last) AS INTEGER) AS VARCHAR) ELSE CASE WHEN signal_1_times < 1000 THEN CAST(signal_1_times AS VARCHAR) WHEN signal_1_times < 10000 THEN CAST((signal_1_times) // 1000 AS VARCHAR) || ',' || LPAD(CAST(MOD(signal_1_times, 1000) AS VARCHAR), 3, '0') ELSE CAST((signal_1_times) // 1000 AS VARCHAR) || ',' || LPAD(CAST(MOD(signal_1_times, 1000) AS VARCHAR), 3, '0') END || ' times, last on ' || CAST(CAST(EXTRACT(DAY FROM signal_1_last) AS INTEGER) AS VARCHAR) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_1_last) AS INTEGER) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_1_last) AS INTEGER) AS VARCHAR) END END || CASE WHEN ABS(signal_1_points) > 45000000000 THEN '; at most 45 points count' ELSE '' END || ')' AS reason_4,
    'Reads the price page: ' || CASE WHEN signal_2_shown < 0 THEN '-' ELSE '' END || RTRIM(RTRIM((CAST((ABS(signal_2_shown)) // 1000000 AS VARCHAR) || '.' || LPAD(CAST(MOD(ABS(signal_2_shown), 1000000) AS VARCHAR), 6, '0')), '0'), '.') || ' (' || CASE WHEN signal_2_times = 0 THEN 'did not happen' ELSE CASE WHEN signal_2_times IN (1) THEN 'once, on ' || CAST(CAST(EXTRACT(DAY FROM signal_2_last) AS INTEGER) AS VARCHAR) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_2_last) AS INTEGER) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_2_last) AS INTEGER) AS VARCHAR) ELSE CASE WHEN signal_2_times < 1000 THEN CAST(signal_2_times AS VARCHAR) WHEN signal_2_times < 10000 THEN CAST((signal_2_times) // 1000 AS VARCHAR) || ',' || LPAD(CAST(MOD(signal_2_times, 1000) AS VARCHAR), 3, '0') ELSE CAST((signal_2_times) // 1000 AS VARCHAR) || ',' || LPAD(CAST(MOD(signal_2_times, 1000) AS VARCHAR), 3, '0') END || ' times, last on ' || CAST(CAST(EXTRACT(DAY FROM signal_2_last) AS INTEGER) AS VARCHAR) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_2_last) AS INTEGER) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_2_last) AS INTEGER) AS VARCHAR) END END || CASE WHEN ABS(signal_2_points) > 10000000000 THEN '; at most 10 points count' ELSE '' END || ')' AS reason_5,
    'Looks at vacancies only: ' || CASE WHEN signal_3_shown < 0 THEN '-' ELSE '' END || RTRIM(RTRIM((CAST((ABS(signal_3_shown)) // 1000000 AS VARCHAR) || '.' || LPAD(CAST(MOD(ABS(signal_3_shown), 1000000) AS VARCHAR), 6, '0')), '0'), '.') || ' (' || CASE WHEN signal_3_times = 0 THEN 'did not happen' ELSE CASE WHEN signal_3_times IN (1) THEN 'once, on ' || CAST(CAST(EXTRACT(DAY FROM signal_3_last) AS INTEGER) AS VARCHAR) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_3_last) AS INTEGER) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_3_last) AS INTEGER) AS VARCHAR) ELSE CASE WHEN signal_3_times < 1000 THEN CAST(signal_3_times AS VARCHAR) WHEN signal_3_times < 10000 THEN CAST((signal_3_times) // 1000 AS VARCHAR) || ',' || LPAD(CAST(MOD(signal_3_times, 1000) AS VARCHAR), 3, '0') ELSE CAST((signal_3_times) // 1000 AS VARCHAR) || ',' || LPAD(CAST(MOD(signal_3_times, 1000) AS VARCHAR), 3, '0') END || ' times, last on ' || CAST(CAST(EXTRACT(DAY FROM signal_3_last) AS INTEGER) AS VARCHAR) || ' ' || CASE CAST(EXTRACT(MONTH FROM signal_3_last) AS INTEGER) WHEN 1 THEN 'January' WHEN 2 THEN 'February' WHEN 3 THEN 'March' WHEN 4 THEN 'April' WHEN 5 THEN 'May' WHEN 6 THEN 'June' WHEN 7 THEN 'July' WHEN 8 THEN 'August' WHEN 9 THEN 'September' WHEN 10 THEN 'October' WHEN 11 THEN 'November' WHEN 12 THEN 'December' ELSE '' END || ' ' || CAST(CAST(EXTRACT(YEAR FROM signal_3_last) AS INTEGER) AS VARCHAR) END END || CASE WHEN ABS(signal_3_points) > 15000000000 THEN '; at most 15 points count' ELSE '' END || ')' AS reason_6,
    'Budget: ' || CASE WHEN (item_1_low * 1000) < 0 THEN '-' ELSE '' END || RTRIM(RTRIM((CAST((ABS((item_1_low * 1000))) // 1000000 AS VARCHAR) || '.' || LPAD(CAST(MOD(ABS((item_1_low * 1000)), 1000000) AS VARCHAR), 6, '0')), '0'), '.') || CASE WHEN item_1_low < item_1_high THEN ' to ' || CASE WHEN (item_1_high * 1000) < 0 THEN '-' ELSE '' END || RTRIM(RTRIM((CAST((ABS((item_1_high * 1000))) // 1000000 AS VARCHAR) || '.' || LPAD(CAST(MOD(ABS((item_1_high * 1000)), 1000000) AS VARCHAR), 6, '0')), '0'), '.') ELSE '' END || ' (' || CASE WHEN value_bant_budget BETWEEN 0 AND 10 THEN 'as somebody filled in' WHEN value_bant_budget IS NOT NULL THEN 'what is filled in cannot be read' WHEN item_1_open OR item_1_low < item_1_high THEN 'not known yet' WHEN item_1_level = 1 THEN 'Names an amount and who signs' WHEN item_1_level = 2 THEN 'Names an amount' ELSE 'meets no level' END || ')' AS reason_7,
    'Need: ' || CASE WHEN (item_2_low * 1000) < 0 THEN '-' ELSE '' END || RTRIM(RTRIM((CAST((ABS((item_2_low * 1000))) // 1000000 AS VARCHAR) || '.' || LPAD(CAST(MOD(ABS((item_2_low * 1000)), 1000000) AS VARCHAR), 6, '0')), '0'), '.') || CASE WHEN item_2_low < item_2_high THEN ' to ' || CASE WHEN (item_2_high * 1000) < 0 THEN '-' ELSE '' END || RTRIM(RTRIM((CAST((ABS((item_2_high * 1000))) // 1000000 AS VARCHAR) || '.' || LPAD(CAST(MOD(ABS((item_2_high * 1000)), 1000000) AS VARCHAR), 6, '0')), '0'), '.') ELSE '' END || ' (' || CASE WHEN item_2_open OR item_2_low < item_2_high THEN 'not known yet' WHEN item_2_level = 1 THEN 'Loses buyers and knows how many' WHEN item_2_level = 2 THEN 'drop off more than 20' ELSE 'meets no level' END || ')' AS reason_8
  FROM asked
)
SELECT
    account AS account,
    CAST(fit_low AS DOUBLE) / 1000000 AS fit_points,
    CAST(fit_high AS DOUBLE) / 1000000 AS fit_points_possible,
    CAST(10000000 AS DOUBLE) / 1000000 AS fit_maximum,
    CAST(LEAST((200000000 * GREATEST(fit_low, 0) + 10000000) // 20000000, 100000000) AS DOUBLE) / 1000000 AS fit_percent,
    CAST(LEAST((200000000 * GREATEST(fit_high, 0) + 10000000) // 20000000, 100000000) AS DOUBLE) / 1000000 AS fit_percent_possible,
    CASE WHEN is_disqualified THEN '' ELSE CASE WHEN tier_best = tier_worst THEN tier_best ELSE tier_best || ' to ' || tier_worst END END AS tier,
    SUBSTR(CASE WHEN criterion_2_high <= 0 THEN '; Country' ELSE '' END, 3) AS musts_failed,
    SUBSTR(CASE WHEN disqualifier_1 THEN '; Sells nothing that comes in a parcel' ELSE '' END, 3) AS disqualified,
    CAST(CAST(CASE WHEN engagement_low >= 0 THEN (engagement_low + 500) // 1000 ELSE -((500 - (engagement_low)) // 1000) END AS BIGINT) AS DOUBLE) / 1000000 AS engagement,
    CAST(CAST(CASE WHEN engagement_high >= 0 THEN (engagement_high + 500) // 1000 ELSE -((500 - (engagement_high)) // 1000) END AS BIGINT) AS DOUBLE) / 1000000 AS engagement_possible,
    CAST(CAST(CASE WHEN total_low >= 0 THEN (total_low + 500) // 1000 ELSE -((500 - (total_low)) // 1000) END AS BIGINT) AS DOUBLE) / 1000000 AS points,
    CAST(CAST(CASE WHEN total_high >= 0 THEN (total_high + 500) // 1000 ELSE -((500 - (total_high)) // 1000) END AS BIGINT) AS DOUBLE) / 1000000 AS points_possible,
    CAST(framework_low AS DOUBLE) / 1000 AS framework,
    CAST(framework_high AS DOUBLE) / 1000 AS framework_possible,
    CASE WHEN is_out THEN '' ELSE CASE WHEN grade_best = grade_worst THEN grade_best ELSE grade_best || ' to ' || grade_worst END END AS grade,
    lead_stage AS stage,
    CASE WHEN lead_stage = 'open' THEN SUBSTR(CASE WHEN (criterion_1_low < criterion_1_high AND (asks_all)) AND value_employees IS NULL THEN '; employees' ELSE '' END || CASE WHEN (criterion_2_low < criterion_2_high AND (asks_all OR is_perhaps_out)) AND value_country IS NULL THEN '; country' ELSE '' END || CASE WHEN (criterion_3_low < criterion_3_high AND (asks_all)) AND value_email IS NULL THEN '; email' ELSE '' END || CASE WHEN (is_perhaps_out AND disqualifier_1 IS NULL) AND value_goods IS NULL THEN '; goods' ELSE '' END || CASE WHEN asks_sales AND has_framework IS NULL AND item_1_low < item_1_high THEN '; Budget' ELSE '' END || CASE WHEN asks_sales AND has_framework IS NULL AND item_2_low < item_2_high THEN '; Need' ELSE '' END || CASE WHEN (asks_sales AND all_of_1 IS NULL) AND value_decider IS NULL THEN '; decider' ELSE '' END || CASE WHEN asks_sales AND NOT (COALESCE(any_of_1, FALSE) OR COALESCE(any_of_2, FALSE)) THEN '; Finance is in the talk' ELSE '' END || CASE WHEN (asks_sales AND NOT (COALESCE(any_of_1, FALSE) OR COALESCE(any_of_2, FALSE)) AND any_of_2 IS NULL) AND value_live_on IS NULL THEN '; live on' ELSE '' END, 3) ELSE '' END AS ask,
    reason_1 || '; ' || reason_2 || '; ' || reason_3 || '; ' || reason_4 || '; ' || reason_5 || '; ' || reason_6 || '; ' || reason_7 || '; ' || reason_8 AS reasons
FROM explained
