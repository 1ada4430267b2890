// What the search finds, and which sentence it shows: the matching of static/search-match.js on a small index. Needs no browser.
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

const texts = [
  "31 of 100 started checkouts end at the payment step, and nobody can tell her why. She asks “why?” on Friday. Version 4.7 helped.",
  "If your reminder sounds like a bailiff, my customer doesn't hate you. She hates me.",
  "The bailiff reminder of a collection firm",
  "Her e-commerce peers, and Zoë",
].join("\n");
/** The sentence for a query with the marked words in brackets. */
function shown(query) {
  const found = match.sentence(texts, query);
  if (!found) return null;
  let at = 0;
  let line = "";
  for (const [from, to] of found.marks) {
    if (from < at) continue;
    line += `${found.text.slice(at, from)}[${found.text.slice(from, to)}]`;
    at = to;
  }
  return line + found.text.slice(at);
}
const sentences = [
  ["one sentence of a text", "nobody", "31 of 100 started checkouts end at the payment step, and [nobody] can tell her why."],
  ["a later sentence of a text", "friday", "She asks “why?” on [Friday]."],
  ["a number with its point", "helped", "Version 4.7 [helped]."],
  ["the first with both words", "bailiff reminder", "If your [reminder] sounds like a [bailiff], my customer doesn't hate you."],
  ["the one with more of the words", "bailiff collection", "The [bailiff] reminder of a [collection] firm"],
  ["the beginning of a word", "coll", "The bailiff reminder of a [collection] firm"],
  ["a compound as a whole", "ecommerce", "Her [e-commerce] peers, and Zoë"],
  ["accents that were not typed", "zoe", "Her e-commerce peers, and [Zoë]"],
  ["a slip", "baillif", "If your reminder sounds like a [bailiff], my customer doesn't hate you."],
  ["nothing for what is not there", "submarine", null],
  ["nothing for nothing", " ", null],
];
for (const [name, query, expected] of sentences) {
  test(`search shows ${name}`, () => assert.equal(shown(query), expected));
}
test("search knows whether a text has all that was typed", () => {
  assert.ok(match.hasAll("Sophie van Dijk, e-commerce manager", "sophie commerce"));
  assert.ok(!match.hasAll("Sophie van Dijk", "sophie bailiff"));
  assert.ok(!match.hasAll("Sophie van Dijk", "sophei") && match.hasAll("Sophie van Dijk", "sophei", true));
});
