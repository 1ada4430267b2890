// `personabook serve` in a browser: what is saved shows where the reader was, errors show over the page,
// and all that under the strict policy.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { serveBook } from "./lib/serving.mjs";

const story = "A line of the story.\n\n".repeat(200);
const persona = (name) => `+++\nname = "${name}"\n+++\n\n${story}`;

const { book, url, browser, tab, save, wrong, end } = await serveBook({ files: { "content/personas/wilma.md": persona("Wilma Flint") } });
after(end);

test("a save shows at the same place of the page", async () => {
  await tab.goto(`${url}personas/wilma.html`);
  await tab.evaluate(() => scrollTo({ top: 900, behavior: "instant" }));
  const before = await tab.evaluate(() => scrollY);
  assert.ok(before > 500);
  save("content/personas/wilma.md", persona("Betty Rubble"));
  await tab.locator("h1", { hasText: "Betty Rubble" }).first().waitFor();
  await tab.waitForFunction((before) => Math.abs(scrollY - before) < 5, before);
});

test("a changed style sheet comes in without a reload", async () => {
  save("static/base.css", fs.readFileSync(path.resolve(import.meta.dirname, "../../static/base.css"), "utf8"));
  await tab.waitForTimeout(500);
  await tab.evaluate(() => (window.stillTheSamePage = true));
  fs.appendFileSync(path.join(book, "static/base.css"), "\nh1 { letter-spacing: 7px !important }\n");
  await tab.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
  assert.equal(await tab.evaluate(() => window.stillTheSamePage), true);
  const sheets = await tab.evaluate(() => [...document.styleSheets].map((sheet) => new URL(sheet.href).pathname));
  assert.deepEqual(sheets, [...new Set(sheets)]);
});

test("an error shows over the page with its place, and goes when it is mended", async () => {
  save("content/personas/wilma.md", "+++\nname = 5\n+++\n");
  const overlay = tab.locator("#personabook-errors");
  await overlay.waitFor();
  assert.match(await overlay.innerText(), /content\/personas\/wilma\.md:2:8/);
  assert.equal(await overlay.evaluate((element) => getComputedStyle(element).position), "fixed");
  assert.equal(await tab.evaluate(() => window.stillTheSamePage), true);

  await tab.reload();
  await overlay.waitFor();
  await tab.getByRole("button", { name: "Hide until the next change" }).click();
  await overlay.waitFor({ state: "detached" });
  save("content/personas/wilma.md", "+++\nname = 6\n+++\n");
  await overlay.waitFor();

  save("content/personas/wilma.md", persona("Betty Rubble"));
  await overlay.waitFor({ state: "detached" });
});

test("the overlay can be read by everybody", async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const other = await context.newPage();
  await withAxe({ tab: other });
  save("content/personas/wilma.md", "+++\nname = 5\n+++\n");
  await other.goto(`${url}personas/wilma.html`);
  await other.locator("#personabook-errors").waitFor();
  await other.waitForTimeout(300);
  const found = (await violations(other)).filter((text) => text.includes("personabook-errors"));
  assert.deepEqual(found, []);
  await context.close();
});

test("a page that is no more becomes the page for it, and comes back", async () => {
  fs.rmSync(path.join(book, "content/personas/wilma.md"));
  await tab.locator(".not-found").waitFor();
  assert.notEqual(await tab.evaluate(() => getComputedStyle(document.querySelector("h1")).letterSpacing), "normal");
  save("content/personas/wilma.md", persona("Pebbles"));
  await tab.locator("h1", { hasText: "Pebbles" }).first().waitFor();
});

test("nothing broke the policy", () => {
  assert.deepEqual(wrong, []);
});
