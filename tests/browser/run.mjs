// Builds the books once, then runs the tests on what was built: `npm test`. Those that open several pages at once run one after the other, then
// the others, which follow one reader, two at a time.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { buildSites, temporaryFolder } from "./lib/sites.mjs";

const SEVERAL_PAGES = ["every-page.test.mjs", "keyboard-reaches-everything.test.mjs"];

const folder = temporaryFolder("sites");
fs.writeFileSync(path.join(folder, "sites.json"), JSON.stringify(buildSites(folder)));

/** Runs test files, so many at once; gives whether all of them passed. */
function run(files, atOnce) {
  const tests = spawnSync(process.execPath, ["--test", `--test-concurrency=${atOnce}`, "--test-reporter=spec", ...files], {
    stdio: "inherit",
    cwd: import.meta.dirname,
    env: { ...process.env, BUILT_SITES: folder },
  });
  return tests.status === 0;
}

const asked = process.argv.slice(2);
const others = fs.readdirSync(import.meta.dirname).filter((file) => file.endsWith(".test.mjs") && !SEVERAL_PAGES.includes(file));
const passed = asked.length > 0 ? [run(asked, 1)] : [run(SEVERAL_PAGES, 1), run(others.sort(), 2)];
process.exitCode = passed.every(Boolean) ? 0 : 1;
