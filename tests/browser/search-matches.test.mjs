// What the search finds: the matching of static/search-match.js on a small index. Needs no browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const window = {};
vm.runInNewContext(readFileSync(fileURLToPath(new URL("../../static/search-match.js", import.meta.url)), "utf8"), { window });
const match = window.personabookMatch;

const small = match.prepare({
  kinds: [{ weight: 1 }, { weight: 1 }],
  entries: [
    { kind: 0, id: "mark", name: "Mark de Boer", detail: "Finance director", summary: "Wants to know who carries the risk." },
    { kind: 0, id: "zoe", name: "Zoë Peeters", detail: "E-commerce manager", summary: "Wants a checkout people finish.", tags: ["start here"] },
    { kind: 1, id: "bnpl", name: "Pay later", tags: ["BNPL", "pay after delivery"] },
  ],
  // chargeback in 0 and 2, checkout in 0 and 1, groß in 2
  text: "chargeback 0 2,checkout 0 1,groß 2,market 2",
});
const ids = (query) => match.find(small, query).map((place) => small.index.entries[place].id).join(" ");

const cases = [
  ["a name, whatever its case and accents", "zoe", "zoe"],
  ["accents that the name does not have", "Márk", "mark bnpl"],
  ["the beginning of a word", "peet", "zoe"],
  ["a role", "director", "mark"],
  ["a summary before a text", "checkout", "zoe mark"],
  ["both of two words", "wants checkout", "zoe mark"],
  ["a word only in texts", "chargeback", "mark bnpl"],
  ["another name", "bnpl", "bnpl"],
  ["a compound in one word", "ecommerce", "zoe"],
  ["a compound with its hyphen", "e-commerce", "zoe"],
  ["ß as ss", "gross", "bnpl"],
  ["a missing letter", "chekout", "zoe mark"],
  ["an extra letter", "checkkout", "zoe mark"],
  ["a wrong letter", "chackout", "zoe mark"],
  ["letters that changed places", "chekcout", "zoe mark"],
  ["a slip at the beginning of a longer word", "chagreb", "mark bnpl"],
  ["a slip beside a word without", "risk dirctor", "mark"],
  ["no slip in three letters", "zqe", ""],
  ["nothing for nothing", " ", ""],
  ["nothing for what is not there", "submarine", ""],
  ["signs alone", "?!", ""],
];
for (const [name, query, expected] of cases) {
  test(`search finds ${name}`, () => assert.equal(ids(query), expected));
}
