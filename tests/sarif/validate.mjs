// Tries SARIF files against the schema of SARIF 2.1.0, which comes with a package and is not kept here. Without arguments what the tests
// keep, and the same with a mistake in it, which must be refused.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import Ajv from "ajv";

const require = createRequire(import.meta.url);
const packageFolder = path.dirname(require.resolve("@microsoft/jest-sarif/package.json"));
const schema = JSON.parse(readFileSync(path.join(packageFolder, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const ajv = new Ajv({ schemaId: "auto", allErrors: true });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const isValid = ajv.compile(schema);

const kept = new URL("../formats/expected.sarif", import.meta.url);
const files = process.argv.slice(2);
for (const file of files.length > 0 ? files : [kept]) {
  const log = JSON.parse(readFileSync(file, "utf8"));
  if (!isValid(log)) {
    console.error(`${file} is no SARIF 2.1.0:\n${JSON.stringify(isValid.errors, null, 2)}`);
    process.exit(1);
  }
  console.log(`${file}: ${log.runs[0].results.length} results, valid`);
}
const wrong = JSON.parse(readFileSync(kept, "utf8"));
wrong.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
if (isValid(wrong)) {
  console.error("the schema takes a line 0: it refuses nothing");
  process.exit(1);
}
