// What the calculator of a page says of accounts, in the columns of `personabook score`. check.py runs it:
// node tests/sql/page.mjs static/fit-score.js SITE/icps/ID-rules.js ACCOUNTS.json
import { readFileSync } from "node:fs";
import vm from "node:vm";

const [calculator, script, given] = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const window = {};
for (const text of [calculator, script]) vm.runInNewContext(text, { window });
const rules = window.personabookRules;
// `said` is in the words that `score` has; the page has sentences of its own.
const { accounts, said } = JSON.parse(given);

function between({ low, high }) {
  return low === high ? `${low + 0}` : `${low + 0} to ${high + 0}`;
}

function reason(criterion, { points, weighted, level, unknown }) {
  let because = said.no_level;
  if (points.low < points.high) because = said.open;
  else if (level >= 0) because = criterion.levels[level].words;
  else if (unknown) because = said.unknown;
  return `${criterion.name}: ${between(weighted)} (${because})`;
}

const found = accounts.map((values) => {
  const score = window.personabookFit.score(rules, new Map(Object.entries(values)));
  const stops = Array.from(score.stops, (place) => rules.disqualifiers[place].reason);
  const tier = score.best === score.worst ? score.best : `${score.best} to ${score.worst}`;
  return {
    fit_points: score.total.low, fit_points_possible: score.total.high, fit_maximum: score.maximum,
    fit_percent: score.percent.low, fit_percent_possible: score.percent.high,
    tier: stops.length > 0 ? "" : tier,
    musts_failed: Array.from(score.failedMusts, (place) => rules.criteria[place].name).join("; "),
    disqualified: stops.join("; "),
    reasons: Array.from(score.criteria, (one, place) => reason(rules.criteria[place], one)).join("; "),
  };
});
console.log(JSON.stringify(found));
