// Firefox and WebKit, as Chromium is looked at by the other files: one page per template keeps its layout, each script's controls
// do what they say, and paper comes out on its sheets. Each engine has one page open: they run beside each other.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { builtSites, openDetails } from "./lib/browser.mjs";
import { CONTROLS, installSteps } from "./lib/controls.mjs";
import { ENGINES } from "./lib/engines.mjs";
import { assertNothing } from "./lib/findings.mjs";
import { inspectLayout } from "./lib/layout.mjs";
import { serve } from "./lib/server.mjs";
import { installShown } from "./lib/shown.mjs";
import { onePerTemplate, temporaryFolder } from "./lib/sites.mjs";

const asked = new RegExp(process.env.ENGINE ?? "");

describe("in three engines", { concurrency: true }, () => {
  for (const [name, open] of Object.entries(ENGINES)) {
    if (!asked.test(name)) continue;
    describe(`in ${name}`, { concurrency: 1 }, () => {
      const demo = builtSites().find((site) => site.name === "demo");
      let browser;
      let server;
      before(async () => {
        if (demo.broken) throw demo.broken;
        server = await serve(demo.folder);
        browser = await open();
      });
      after(async () => {
        await browser?.close();
        await server?.close();
      });
      const prepare = async () => {
        await browser.run(installShown);
        await browser.run(installSteps);
      };
      const see = async (page) => {
        const [, file, place] = /^([^?#]*)(.*)$/.exec(page);
        await browser.go(server.url(file) + place);
        await prepare();
      };

      test(`nothing runs out or overlaps, and the header is one row: ${name}`, async () => {
        const found = [];
        for (const width of [1280, 390]) {
          await browser.resize(width, 900);
          for (const page of onePerTemplate(demo)) {
            await see(page);
            await browser.run(openDetails);
            for (const text of await browser.run(inspectLayout, {})) found.push({ page, text: `${text} [${width} px]` });
            if (width === 1280) for (const text of await browser.run(inspectHeader)) found.push({ page, text });
          }
        }
        assertNothing(found);
      });

      test(`the controls of each script work: ${name}`, async () => {
        await browser.resize(1280, 900);
        const scripts = fs.readdirSync(path.join(demo.folder, "static")).filter((file) => file.endsWith(".js"));
        // The demo book shows no history, so it never runs `new-since.js`.
        const tried = new Set(["new-since.js", ...CONTROLS.flatMap(({ scripts: own }) => own)]);
        assert.deepEqual(scripts.filter((script) => !tried.has(script)), [], "scripts that nothing here tries");
        const found = [];
        for (const { page, does, steps, then } of CONTROLS) {
          await see(page);
          const told = (error) => String(error.message ?? error).split("\n")[0];
          let wrong = await browser.run(steps).catch(told);
          if (then) {
            await new Promise((resolve) => setTimeout(resolve, 500));
            wrong ||= await prepare().then(() => browser.run(then)).catch(told);
          }
          if (wrong) found.push({ page, text: `${does}: ${wrong}` });
        }
        await see("index.html");
        await browser.press("/");
        if (!(await browser.run(() => window.steps.until(() => document.querySelector("dialog.search[open]"))))) found.push({ page: "index.html", text: "/ does not open the search" });
        assertNothing(found);
      });

      test(`paper comes out on its sheets: ${name}`, async (context) => {
        // A driver that cannot print shows at least what is chosen for the sheet.
        const chosen = () => [...document.querySelectorAll(".chosen")].map(({ id }) => id).join();
        const file = path.join(temporaryFolder("engines"), "paper.pdf");
        for (const [place, width, height] of [["", 210, 297], ["#poster", 297, 420], ["#table-card", 210, 297], ["#meeting-kit", 210, 297]]) {
          await browser.go("about:blank");
          await see(`paper/sophie.html${place}`);
          assert.equal(await browser.run(chosen), place.slice(1));
          if (!browser.pdf) continue;
          fs.writeFileSync(file, await browser.pdf(`${width}mm`, `${height}mm`));
          const sheets = Number(/^Pages:\s+(\d+)$/m.exec(execFileSync("pdfinfo", [file], { encoding: "utf8" }))[1]);
          if (place) assert.equal(sheets, 1, `${place} takes ${sheets} sheets of ${width} x ${height} mm`);
          else assert.ok(sheets > 4, `${sheets} sheets without a choice`);
        }
        if (!browser.pdf) context.diagnostic(`the driver of ${name} prints nothing: what is chosen was looked at, not its paper`);
      });
    });
  }
});

/** Runs inside the page: what stands side by side in the header has one middle, and the header is no higher than its tallest part. */
function inspectHeader() {
  const header = document.querySelector("body > header");
  if (!header) return [];
  const parts = [...header.querySelectorAll("a, button, summary")].filter((part) => !part.closest("details:not([open]) > :not(summary)") && !part.closest("details[open] > :not(summary)") && window.shown.isShown(part));
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const middles = boxes.map((box) => (box.top + box.bottom) / 2);
  if (Math.max(...middles) - Math.min(...middles) > 12) return [`the header takes more than one row: ${Math.round(header.getBoundingClientRect().height)} px`];
  return [];
}
