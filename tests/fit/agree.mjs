// The calculator and the sheet of a page score as the library does. `cargo test --test it fit::` writes the cases, and runs this
// where there is node: node tests/fit/agree.mjs CASES.json
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import vm from "node:vm";

const window = {};
const run = (text) => vm.runInNewContext(text, { window });
for (const script of ["fit-score.js", "sheet-points.js"]) {
  run(readFileSync(fileURLToPath(new URL(`../../static/${script}`, import.meta.url)), "utf8"));
}
const { profiles, sheets } = JSON.parse(readFileSync(process.argv[2], "utf8"));

let accounts = 0;
let levels = 0;
const tiers = {};
for (const { profile, script, cases } of profiles) {
  run(script);
  for (const { values, expected } of cases) {
    const score = window.personabookFit.score(window.personabookRules, new Map(Object.entries(values)));
    // Through JSON, because arrays made in another context are of another class.
    assert.deepEqual(JSON.parse(JSON.stringify(score)), expected, `${profile}: ${JSON.stringify(values)}`);
    accounts += 1;
    levels += score.criteria.filter(({ level }) => level >= 0).length;
    const tier = score.best === score.worst ? score.best : `${score.best}-${score.worst}`;
    tiers[tier] = (tiers[tier] || 0) + 1;
  }
}
const verdicts = {};
for (const { items, needed, all, any, expected } of sheets) {
  const { low, high, open, wrong, qualified } = window.personabookSheet.verdict(items, needed, all, any);
  const found = JSON.parse(JSON.stringify({ low: low + 0, high: high + 0, open, wrong, qualified }));
  assert.deepEqual(found, expected, JSON.stringify({ items, needed, all, any }));
  verdicts[qualified] = (verdicts[qualified] || 0) + 1;
}
assert.ok(accounts >= 200, `only ${accounts} accounts`);
console.log(`${accounts} accounts score the same; ${levels} levels held; tiers ${JSON.stringify(tiers)}`);
console.log(`${sheets.length} sheets come to the same; qualified ${JSON.stringify(verdicts)}`);
