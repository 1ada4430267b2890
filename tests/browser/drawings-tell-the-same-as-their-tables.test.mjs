// The numbers of a drawing are those of the table beside it, and what can be followed or chosen in it works from the keyboard
// and from disk. How each drawing looks is looked at on every page.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { watch } from "./lib/watch.mjs";

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

  test("a job has an arrow for each force of which something is said below, as long as it is strong", async () => {
    const drawn = await tab.$$eval("#forces-title ~ .ch-force-name", (names) => names.map((name) => name.textContent.trim()).sort());
    const listed = await tab.$$eval(".k-force:has(li)", (forces) => forces.map((force) => {
      const strengths = [...force.querySelectorAll("[aria-label^='Strength']")].map((one) => Number(/\d+/.exec(one.getAttribute("aria-label"))[0]));
      return force.querySelector("h4").textContent.trim() + (strengths.length > 0 ? ` · ${Math.max(...strengths)}` : "");
    }).sort());
    assert.ok(drawn.length === 4 && drawn.some((name) => name.includes("·")));
    assert.deepEqual(drawn, listed);
  });

  test("the dots of the matrix lead to their rows", async () => {
    await goTo(tab, server.url("all/opportunities.html"));
    const rows = await tab.$$eval(".k-chances-table tbody tr[id]", (rows) => rows.map((row) => ({ number: Number(row.cells[0].textContent), id: row.id, over: Boolean(row.closest(".k-chances-over")), placed: Boolean(row.querySelector(".k-value")) && !row.querySelector(".k-effort-cell .quiet") })));
    for (const id of ["matrix", "matrix-narrow"]) assert.deepEqual(await numbers(id), rows.filter(({ over, placed }) => placed && !over).map(({ number }) => number));
    for (const { number, id } of rows) assert.equal(id, `opportunity-${number}`);
    assert.ok(rows.some(({ over }) => over), "nothing is done yet");
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
      assert.match(await tab.locator(".ch-tools [role=status]").textContent(), /Entries that belong to Mid-size.*: \d+/);
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
      const verdict = () => sheet.textContent(".sheet-verdict");
      await sheet.check("#level-1-2");
      assert.equal(await sheet.inputValue("#points-1"), "6");
      await sheet.fill("#points-2", "12");
      assert.equal(await sheet.getAttribute("#points-2", "aria-invalid"), "true");
      assert.equal(await sheet.inputValue("#total"), "6");
      assert.match(await verdict(), /out of bounds: Authority/);
      await sheet.fill("#points-2", "2,5");
      await sheet.fill("#heard-1", "An order costs her 3 euro");
      assert.equal(await sheet.inputValue("#total"), "8.5");
      assert.match(await verdict(), /^8.5 points so far, 33.5 possible. Still to ask: Need, Timing$/);
      await sheet.click(".sheet-copy");
      await sheet.waitForFunction(() => document.querySelector(".sheet-tools [role=status]").textContent !== "");
      const text = await sheet.evaluate(() => document.querySelector(".sheet-text")?.value ?? null);
      const copied = text ?? (place === "disk" ? null : await sheet.evaluate(() => navigator.clipboard.readText()));
      if (copied !== null) {
        assert.equal(copied.split("\n").slice(0, 3).join("|"), "Web-shop lead|Firm: Linnen & Draad|");
        assert.match(copied, /\nBudget\nPoints: 6\n\[x\] 6 She knows[^\n]+\nWhat we heard: An order costs her 3 euro\n\nAuthority\nPoints: 2,5\n/);
      }
      await sheet.click(".sheet-clear");
      assert.equal(await sheet.inputValue("#firm"), "");
      assert.equal(await sheet.isChecked("#level-1-2"), false);
      assert.equal(await verdict(), "");
      await context.close();
    });
  }
});
