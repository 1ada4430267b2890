// `personabook serve --edit` in a browser, by keyboard alone: a source, three statements that rest on it, a quote and a journey with a stage
// are written without touching a file; what is wrong is told at its field, and nothing that is typed is lost. All under the strict policy.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { serveBook } from "./lib/serving.mjs";
import { findProgram } from "./lib/sites.mjs";

const { book, url, browser, tab, text, wrong, end } = await serveBook({ begin: ["--title", "Our customers"], serve: ["--edit", "--today", "2026-11-28"] });
after(end);

/** The name of what has the focus, as a screen reader says it. */
const focused = () =>
  tab.evaluate(() => {
    const one = document.activeElement;
    const label = one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent;
    return `${one.tagName.toLowerCase()} ${label.trim()}`;
  });

/** Presses Tab until what has the focus is called so. */
async function tabTo(name, key = "Tab") {
  const seen = [];
  for (let press = 0; press < 400; press += 1) {
    const now = await focused();
    if (typeof name === "string" ? now === name : name.test(now)) return;
    seen.push(now);
    await tab.keyboard.press(key);
  }
  assert.fail(`Tab never reaches ${name}: ${[...new Set(seen)].join("; ")}`);
}

async function press(name) {
  await tabTo(`button ${name}`);
  await tab.keyboard.press("Enter");
}

async function opened(title) {
  await tab.locator("dialog.personabook-edit h2", { hasText: title }).last().waitFor();
}

async function saved() {
  await press("Save");
  await tab.locator("dialog.personabook-edit").waitFor({ state: "detached" });
}

async function begin(kind, name) {
  await press("New entry");
  await opened("New entry");
  await tab.waitForFunction(() => document.activeElement.matches("dialog select, dialog input"));
  if ((await focused()).startsWith("select")) {
    await tab.keyboard.type(kind);
  }
  await tabTo("input Name");
  await tab.keyboard.type(name);
}

test("a persona is begun by its name, and its page shows what is written of it", async () => {
  await tab.goto(`${url}index.html`);
  await tab.locator(".personabook-edit-bar").waitFor();
  await begin("Persona", "Zoë de Wit");
  await press("Begin");
  await opened("Edit: Zoë de Wit");
  assert.ok(fs.existsSync(path.join(book, "content/personas/zoe-de-wit.md")));
  assert.match(tab.url(), /personas\/zoe-de-wit\.html$/);
});

test("three statements that rest on an interview, which is made on the spot, and a quote", async () => {
  await tabTo("summary More fields");
  await tab.keyboard.press("Enter");
  await tabTo(/^(input|textarea) Quote$/);
  await tab.keyboard.type("I count parts at night.");
  for (const [number, claim] of ["Counting parts twice", "Waiting for the van", "Ordering by phone"].entries()) {
    await press("Add: Frustrations");
    await tabTo(`textarea Frustrations ${number + 1}`);
    await tab.keyboard.type(claim);
    await tabTo(/^summary Evidence/);
    await tab.keyboard.press("Enter");
    if (number === 0) {
      await press("New source: Evidence");
      await opened("New source");
      await tab.waitForFunction(() => document.activeElement.matches("dialog:last-of-type input"));
      await tabTo("input Name");
      await tab.keyboard.type("Talk with Zoë");
      await press("Begin");
      await tab.waitForFunction(() => document.querySelectorAll("dialog").length === 1);
      assert.equal(await focused(), "input Talk with Zoë");
    } else {
      await tabTo("input Talk with Zoë");
      await tab.keyboard.press("Space");
    }
  }
  await saved();
  await tab.locator("main", { hasText: "Ordering by phone" }).waitFor();
  await tab.locator("main", { hasText: "I count parts at night." }).waitFor();
  const file = text("content/personas/zoe-de-wit.md");
  for (const words of ["Counting parts twice", "Waiting for the van", "Ordering by phone", "I count parts at night."]) {
    assert.equal(file.split(words).length, 2, file);
  }
  assert.equal(file.split("talk-with-zoe").length, 4, file);
});

test("a journey with a stage", async () => {
  await tab.goto(`${url}index.html`);
  await tab.locator(".personabook-edit-bar").waitFor();
  await begin("Journey", "First order");
  await tabTo(/^input Zoë de Wit$/);
  await tab.keyboard.press("Space");
  await press("Begin");
  await opened("Edit: First order");
  await tabTo("summary More fields");
  await tab.keyboard.press("Enter");
  await press("Add: Stages");
  await tabTo(/^(input|textarea) Name/);
  await tab.keyboard.type("Looks around");
  await saved();
  await tab.locator("main", { hasText: "Looks around" }).waitFor();
  const check = spawnSync(findProgram(), ["check", "--root", book]);
  assert.equal(check.status, 0, String(check.stdout));
});

test("what would be a mistake is told at its field, and the text stays", async () => {
  await tab.goto(`${url}personas/zoe-de-wit.html`);
  await tab.locator(".personabook-edit-bar").waitFor();
  const before = text("content/personas/zoe-de-wit.md");
  await press("Edit this page");
  await opened("Edit: Zoë de Wit");
  await tabTo(/^input Name/);
  await tab.keyboard.press("Control+A");
  await tab.keyboard.press("Delete");
  await press("Save");
  await tab.locator("dialog .status.is-wrong").waitFor();
  assert.equal(text("content/personas/zoe-de-wit.md"), before);
  await tab.keyboard.press("Escape");
  assert.equal(await tab.locator("dialog").count(), 1, "what is not saved stays");
  await press("Close without saving");
  await tab.locator("dialog").waitFor({ state: "detached" });
});

test("somebody else's save is shown and not overwritten, and what is typed stays", async () => {
  await press("Edit this page");
  await opened("Edit: Zoë de Wit");
  await tabTo(/^(input|textarea) Quote$/);
  await tab.keyboard.press("Control+A");
  await tab.keyboard.type("Mine.");
  const theirs = text("content/personas/zoe-de-wit.md").replace("I count parts at night.", "Theirs.");
  fs.writeFileSync(path.join(book, "content/personas/zoe-de-wit.md"), theirs);
  await tab.waitForTimeout(1000);
  assert.equal(await tab.locator("dialog").count(), 1, "a page that loads again loses nothing");
  await press("Save");
  await tab.locator("dialog .status.is-wrong", { hasText: "Somebody else" }).waitFor();
  assert.equal(text("content/personas/zoe-de-wit.md"), theirs);
  await press("Load what is there now");
  await tab.waitForFunction(() => document.querySelectorAll("dialog").length < 2);
});

test("undo takes back, and what was changed is listed with its commands", async () => {
  await tab.goto(`${url}index.html`);
  await tab.locator(".personabook-edit-bar").waitFor();
  const journey = fs.readdirSync(path.join(book, "content/journeys")).find((name) => name.startsWith("first-order"));
  const before = text(`content/journeys/${journey}`);
  await press("Undo");
  await tab.locator(".personabook-edit-bar .status", { hasText: "Taken back: First order" }).waitFor();
  assert.notEqual(text(`content/journeys/${journey}`), before);
  // The news of it load the page again.
  await tab.waitForTimeout(2000);
  await tab.locator(".personabook-edit-bar .status", { hasText: "Taken back: First order" }).waitFor();
  await press("What I changed");
  await opened("What I changed");
  const said = await tab.locator("dialog").innerText();
  assert.match(said, /Talk with Zoë: new/);
  assert.match(said, /git add -- /);
  await press("Close");
});

test("the bar and the forms can be read by everybody, also at 200 % zoom", async () => {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 640, height: 480 } });
  const other = await context.newPage();
  await withAxe({ tab: other });
  await other.goto(`${url}personas/zoe-de-wit.html`);
  await other.getByRole("button", { name: "Edit this page" }).click();
  await other.locator("dialog form").waitFor();
  await other.evaluate(() => document.querySelectorAll("dialog details").forEach((one) => { one.open = true; }));
  const found = (await violations(other)).filter((text) => text.includes("personabook-edit") || text.includes("dialog"));
  assert.deepEqual(found, []);
  const wide = await other.evaluate(() => document.querySelector("dialog").scrollWidth - document.querySelector("dialog").clientWidth);
  assert.ok(wide <= 0, `the form is ${wide} px too wide`);
  await context.close();
});

test("nothing broke the policy", () => {
  assert.deepEqual(wrong, []);
});
