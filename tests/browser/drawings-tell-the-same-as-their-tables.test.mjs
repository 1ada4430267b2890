// Every drawing says in words what it shows, its numbers are those of the table beside it, no two of its labels lie on
// each other, and what can be followed or chosen in it works from the keyboard and from disk.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { builtSites, forEveryPage, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { watch } from "./lib/watch.mjs";

/** Runs inside the page: what is wrong with the drawings that are shown. */
function inspectDrawings() {
  const wrong = [];
  for (const svg of document.querySelectorAll("svg.ch")) {
    const about = (svg.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent.trim());
    const name = about[0] || "a drawing";
    if (about.length !== 2 || about.some((text) => !text)) wrong.push(`${name} has no title or no description`);
    if (about.some((text) => /[{}]|NaN|Infinity/.test(text ?? ""))) wrong.push(`${name}: “${about.join(" ")}”`);
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue;
    for (const shape of svg.querySelectorAll("*")) {
      for (const { name: attribute, value } of shape.attributes) {
        if (/^(x|y|cx|cy|r|rx|ry|width|height|d|points|transform|[xy][12])$/.test(attribute) && /NaN|inf|null/i.test(value)) wrong.push(`${name}: ${shape.localName} ${attribute}="${value}"`);
        if (/^(width|height|r|rx|ry)$/.test(attribute) && value.startsWith("-")) wrong.push(`${name}: ${shape.localName} ${attribute}="${value}"`);
      }
    }
    const labels = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect(), rotated: text.getAttribute("transform")?.includes("rotate") })).filter(({ box }) => box.width > 0);
    for (const [index, one] of labels.entries()) {
      if (one.box.left < box.left - 2 || one.box.right > box.right + 2 || one.box.top < box.top - 3 || one.box.bottom > box.bottom + 3) wrong.push(`${name}: “${one.text}” leaves the drawing`);
      for (const other of labels.slice(0, index)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 2 && down > Math.min(one.box.height, other.box.height) * 0.4) wrong.push(`${name}: “${one.text}” lies on “${other.text}”`);
      }
    }
  }
  return [...new Set(wrong)].slice(0, 8);
}

forEveryPage("drawings are right", { context: { bypassCSP: true } }, async ({ tab, url, tell }) => {
  await goTo(tab, url);
  if (!(await tab.$("svg.ch"))) return;
  await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  for (const width of [1280, 900, 320]) {
    await tab.setViewportSize({ width, height: 900 });
    for (const text of await tab.evaluate(inspectDrawings)) tell(`${text} [${width} px]`);
  }
});

describe("drawings tell the same as their tables", () => {
  const demo = builtSites().find(({ name, broken }) => name === "demo" && !broken);
  let browser;
  let server;
  let tab;
  before(async () => {
    browser = await launch();
    server = await serve(demo.folder);
    tab = await browser.newPage();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  /** The number in each dot of the shown drawing with this id. */
  const numbers = (id) => tab.$$eval(`svg[aria-labelledby^="${id}-title"] .ch-number`, (texts) => texts.map((text) => Number(text.textContent)).sort((one, other) => one - other));

  test("the dots of a job's landscape have the numbers of the rated outcomes", async () => {
    await goTo(tab, server.url("jobs/raise-checkout-conversion.html"));
    const rows = await tab.$$eval(".k-outcomes tbody tr", (rows) => rows.map((row) => [Number(row.cells[0].textContent), row.cells[2].textContent.trim()]));
    const rated = rows.filter(([, importance]) => importance !== "–").map(([number]) => number);
    assert.ok(rated.length > 3);
    for (const id of ["landscape", "landscape-narrow"]) assert.deepEqual(await numbers(id), rated, id);
  });

  test("the arrows of a job's forces count the statements below them", async () => {
    const counted = await tab.$$eval("#forces-title ~ .ch-force-name", (names) => names.map((name) => Number(name.textContent.split("·").pop())).sort());
    const listed = await tab.$$eval(".k-force", (forces) => forces.map((force) => force.querySelectorAll(".claims > li").length).sort());
    assert.deepEqual(counted, listed);
  });

  test("the dots of the matrix lead to their rows", async () => {
    await goTo(tab, server.url("all/opportunities.html"));
    const rows = await tab.$$eval(".k-chances-table tbody tr", (rows) => rows.map((row) => [Number(row.cells[0].textContent), row.id, Boolean(row.querySelector(".k-value")) && !row.querySelector(".k-effort-cell .quiet")]));
    assert.deepEqual(await numbers("matrix"), rows.filter(([, , placed]) => placed).map(([number]) => number));
    for (const [number, id] of rows) assert.equal(id, `opportunity-${number}`);
    const grouped = await tab.$$eval(".ch-groups", (lists) => lists.map((list) => [...list.querySelectorAll("ol .ch-key")].map((key) => Number(key.textContent)).sort((one, other) => one - other)));
    for (const list of grouped) assert.deepEqual(list, rows.map(([number]) => number));
  });

  test("the people around a decision are the people below it", async () => {
    await goTo(tab, server.url("icps/fashion-lifestyle-webshop.html"));
    const drawn = await tab.$$eval("#committee-title ~ a.ch-seat", (seats) => seats.map((seat) => seat.href.baseVal).sort());
    const listed = await tab.$$eval(".k-committee h3 a", (links) => links.map((link) => link.getAttribute("href")).sort());
    assert.deepEqual(drawn, listed);
  });

  test("every pair of the graph stands in a table", async () => {
    await goTo(tab, server.url("all/relations.html"));
    const { drawn, listed } = await tab.evaluate(() => {
      const address = (node) => node.getAttribute("href").replace("../", "");
      const byNumber = Object.fromEntries([...document.querySelectorAll(".ch-node")].map((node) => [node.dataset.node, address(node)]));
      const drawn = [...document.querySelectorAll(".ch-edge")].map((edge) => [byNumber[edge.dataset.from], byNumber[edge.dataset.to]].sort().join(" "));
      const known = new Set(Object.values(byNumber));
      const listed = new Set();
      for (const row of document.querySelectorAll(".k-relations tbody tr")) {
        const from = address(row.querySelector("th a"));
        for (const to of row.querySelectorAll("td a")) if (known.has(from) && known.has(address(to))) listed.add([from, address(to)].sort().join(" "));
      }
      return { drawn: drawn.sort(), listed: [...listed].sort() };
    });
    assert.ok(drawn.length > 20);
    assert.deepEqual(drawn, listed);
  });

  for (const [place, { url, home }] of Object.entries(fromServerAndDisk(demo, () => server))) {

    test(`the graph shows one entry and its neighbours, from ${place}`, async () => {
      const watching = await watch(tab);
      watching.start(home());
      await goTo(tab, `${url("all/relations.html")}?focus=persona:sophie`);
      assert.equal(await tab.inputValue("#graph-focus"), "persona:sophie");
      assert.equal(await tab.locator(".ch-node.here").count(), 1);
      const near = await tab.locator(".ch-node.near").count();
      assert.ok(near > 2 && near < (await tab.locator(".ch-node").count()));
      await tab.locator("#graph-focus").selectOption("segment:mid-size-webshops");
      assert.match(await tab.locator(".ch-tools [role=status]").textContent(), /\d+ entries belong to Mid-size/);
      if (place !== "disk") assert.match(tab.url(), /focus=segment%3Amid-size-webshops$/);
      await tab.locator("#graph-focus").selectOption("");
      assert.equal(await tab.locator(".ch-graph.has-focus").count(), 0);
      assert.deepEqual(await watching.stop(), []);
    });

    test(`a sheet adds up and copies what is filled in, from ${place}`, async () => {
      const context = await browser.newContext({ permissions: place === "disk" ? [] : ["clipboard-read", "clipboard-write"] });
      const sheet = await context.newPage();
      await goTo(sheet, url("paper/webshop-lead-sheet.html"));
      await sheet.fill("#firm", "Linnen & Draad");
      await sheet.fill("#points-1", "6");
      await sheet.fill("#points-2", "2,5");
      await sheet.fill("#heard-1", "An order costs her 3 euro");
      await sheet.check("#looks-1-2");
      assert.equal(await sheet.inputValue("#total"), "8.5");
      await sheet.click(".sheet-copy");
      await sheet.waitForFunction(() => document.querySelector(".sheet-tools [role=status]").textContent !== "");
      const text = await sheet.evaluate(() => document.querySelector(".sheet-text")?.value ?? null);
      const copied = text ?? (place === "disk" ? null : await sheet.evaluate(() => navigator.clipboard.readText()));
      if (copied !== null) {
        assert.equal(copied.split("\n").slice(0, 3).join("|"), "Web-shop lead|Firm: Linnen & Draad|");
        assert.match(copied, /\nBudget\nPoints: 6\n\[x\] 6: she knows[^\n]+\nWhat we heard: An order costs her 3 euro\n\nAuthority\nPoints: 2,5\n/);
      }
      await sheet.click(".sheet-clear");
      assert.equal(await sheet.inputValue("#firm"), "");
      assert.equal(await sheet.isChecked("#looks-1-2"), false);
      await context.close();
    });
  }
});
