// Builds the books once, then runs the tests on what was built: `npm test`.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { buildSites, temporaryFolder } from "./lib/sites.mjs";

const folder = temporaryFolder("sites");
fs.writeFileSync(path.join(folder, "sites.json"), JSON.stringify(buildSites(folder)));
const tests = spawnSync(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...process.argv.slice(2)], {
  stdio: "inherit",
  cwd: import.meta.dirname,
  env: { ...process.env, BUILT_SITES: folder },
});
process.exitCode = tests.status ?? 1;
