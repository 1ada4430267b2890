// Pages that are broken on purpose: each helper must see what is wrong, and see nothing on a sound page.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { goTo, launch, openDetails, visitPages } from "./lib/browser.mjs";
import { followSkipLink, tabThrough } from "./lib/keyboard.mjs";
import { coveredByFixed, inspectLayout } from "./lib/layout.mjs";
import { nuFindings } from "./lib/nu.mjs";
import { LOOKS, lookAtPages } from "./lib/looks.mjs";
import { print } from "./lib/paper.mjs";
import { installShown } from "./lib/shown.mjs";
import { site, temporaryFolder } from "./lib/sites.mjs";
import { use, watch } from "./lib/watch.mjs";

const page = (main, head = "") => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>
<link rel="icon" href="icon.svg"><link rel="stylesheet" href="style.css">${head}</head>
<body><a class="skip" href="#main">Skip</a><nav aria-label="Site"><a href="sound.html">A sound page</a></nav><main id="main"><h1>A page</h1>${main}</main></body></html>`;

const FILES = {
  "icon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
  "style.css": `a { display: inline-block; min-height: 24px } .clip { width: 60px; overflow: hidden; white-space: nowrap }
.wide { width: 2000px } .no-focus a:focus { outline: none } .scroll { overflow-x: auto; max-width: 200px } .scroll p { width: 900px }
.over { margin-top: -2.2em } .bar { position: sticky; top: 0; height: 200px; background: #fff } .faint { color: #999 } .tall { height: 3000px }
.menu { position: absolute; right: -300px; width: 500px } @page { size: A4; margin: 10mm } .late { height: 400px } @media (prefers-color-scheme: dark) { .night { color: #ddd } } @media print { .lost { height: 8px; overflow: hidden } }
.as-many-as-fit { contain: size; width: 200px; height: 45px; display: flex; flex-flow: column wrap; overflow: clip } .as-many-as-fit > li { flex: none; width: 100% } .beside { position: relative; left: 240px }`,
  "bad.css": "p { colour: red }",
  "pwn.js": "window.__pwned = 1;",
  "trap.js": 'document.addEventListener("keydown", function (event) { if (event.key === "Tab" && document.activeElement.id === "trap") event.preventDefault(); });',
  "error.js": 'console.error("broken");',
  "html.js": 'document.querySelector("p").innerHTML = "<b>x</b>";',
  "sound.html": page('<p>Sound, and <a href="sound.html">linked</a>.</p><details><summary>More</summary><p>Folded.</p></details>'),
  "missing-alt.html": page('<p>A picture <img src="icon.svg" width="10" height="10"></p>'),
  "faint.html": page('<p class="faint">Hardly to be seen</p>'),
  "inline-style.html": page('<p style="color: red">Red</p>'),
  "inline-script.html": page("<p>x</p><script>window.__pwned = 1</script>"),
  "trusted-types.html": page("<p>x</p>", '<script src="html.js" defer></script>'),
  "external.html": page('<p><img src="https://elsewhere.example/x.png" alt="x" width="9" height="9"></p>'),
  "outside.html": page('<p><img src="../x.svg" alt="x" width="9" height="9"></p>'),
  "missing-file.html": page('<p><img src="gone.svg" alt="x" width="9" height="9"></p>'),
  "console-error.html": page("<p>x</p>", '<script src="error.js"></script>'),
  "pwned.html": page("<p>x</p>", '<script src="pwn.js"></script>'),
  "clipped.html": page('<p class="clip">This line is much longer than its box</p>'),
  "wide.html": page('<p class="wide">Wide</p>'),
  "unnamed-scroll.html": page('<div class="scroll"><p>Wider than its box</p></div>'),
  "overlap.html": page('<p>One line of text</p><p class="over">Another line upon it</p>'),
  "menu.html": page('<div class="menu">Beyond the edge</div>'),
  "sticky.html": page('<div class="bar">Bar</div><p class="tall">Long</p>'),
  "drawing.html": page('<svg viewBox="0 0 100 20" width="100" height="20" role="img" aria-label="x"><text x="80" y="15">Too long for it</text></svg>'),
  "trap.html": page('<p><a id="trap" href="sound.html">Trap</a> <a href="wide.html">After</a></p>', '<script src="trap.js"></script>'),
  "no-focus.html": page('<p class="no-focus"><a href="sound.html">Unseen</a></p>'),
  "no-skip.html": page("<p>x</p>").replace(/<a class="skip".*?<\/a>/, ""),
  "print-clip.html": page('<p class="lost">These words do not fit on paper<br>and these neither</p>'),
  "fits-in-part.html": page('<ul class="as-many-as-fit"><li>One<br>item<br>of<br>many<br>lines</li><li>Another</li></ul>'),
  "fits-nothing.html": page('<ul class="as-many-as-fit"><li class="beside">Beside it</li></ul>'),
  "fits-badly.html": page('<ul class="as-many-as-fit"><li>The first</li></ul><p>One line of text</p><p class="over">Another line upon it</p>'),
  "fits.html": page('<ul class="as-many-as-fit"><li>The first</li><li>Second</li><li>Leftover</li><li>Surplus</li></ul>'),
  "print-wide.html": page('<p class="wide">Wide</p>'),
  "late.js": 'setTimeout(function () { var box = document.createElement("p"); box.className = "late"; document.querySelector("h1").before(box); }, 30);',
  "word.js": 'document.querySelector("p").textContent = "unheard";',
  "moves.html": page("<p>Pushed down</p>".repeat(9), '<script src="late.js" defer></script>'),
  "by-script.html": page("<p>x</p>", '<script src="word.js" defer></script>'),
  "dead.html": page('<p>x</p><button type="button">Nothing happens</button>'),
  "empty.html": page("").replace(/<body>[^]*<\/body>/, '<body><main id="main"></main></body>'),
  "chart.html": page('<svg class="ch" viewBox="0 0 100 40" width="100" height="40" role="img" aria-labelledby="t d"><title id="t">A chart</title><desc id="d">NaN of it</desc><text x="10" y="20">One</text><text x="12" y="21">Two</text><circle cx="NaN" cy="3" r="2"/></svg>'),
  "dark.html": page('<p class="night">Cannot be read at night</p>'),
  "invalid.html": page("<p>x</p><div><span></div>"),
};

describe("the tests can fail", () => {
  const folder = temporaryFolder("broken");
  for (const [file, text] of Object.entries(FILES)) fs.writeFileSync(path.join(folder, file), text);
  const broken = site("broken", folder);
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  async function check(name, options, visit) {
    const found = await visitPages({ browser, site: broken, pages: [name], ...options, visit });
    return found.map(({ text }) => text).join("\n");
  }

  const helpers = {
    axe: (name) =>
      check(name, { context: { bypassCSP: true }, prepare: withAxe }, async ({ tab, url, tell }) => {
        await goTo(tab, url);
        (await violations(tab)).forEach(tell);
      }),
    watch: async (name) => {
      const watches = new WeakMap();
      return check(name, { prepare: async ({ tab }) => watches.set(tab, await watch(tab)) }, async ({ tab, url, server, tell }) => {
        const watching = watches.get(tab);
        watching.start(server.root);
        await goTo(tab, url);
        await use(tab);
        (await watching.stop()).forEach(tell);
      });
    },
    layout: (name) =>
      check(name, { context: { javaScriptEnabled: false, viewport: { width: 320, height: 256 } } }, async ({ tab, url, tell }) => {
        await goTo(tab, url);
        await tab.evaluate(installShown);
        await tab.evaluate(openDetails);
        (await tab.evaluate(inspectLayout)).forEach(tell);
        const cover = await tab.evaluate(coveredByFixed);
        if (cover.share > 0.4) tell(`${cover.by} covers the window`);
      }),
    keyboard: (name) =>
      check(name, { context: { viewport: { width: 800, height: 600 } } }, async ({ tab, url, tell }) => {
        await goTo(tab, url);
        (await followSkipLink(tab)).forEach(tell);
        await goTo(tab, url);
        (await tabThrough(tab)).forEach(tell);
      }),
    paper: (name) =>
      check(name, { context: { bypassCSP: true } }, async ({ tab, url, tell }) => {
        await goTo(tab, url);
        await tab.evaluate(installShown);
        (await print(tab, { folder: temporaryFolder("broken-paper"), name })).wrong.forEach(tell);
      }),
  };

  const expected = [
    ["axe", "missing-alt.html", /image-alt/],
    ["axe", "faint.html", /color-contrast/],
    ["watch", "inline-style.html", /refused by the policy: style-src-attr/],
    ["watch", "inline-script.html", /refused by the policy: script-src-elem/],
    ["watch", "trusted-types.html", /refused by the policy: require-trusted-types-for/],
    ["watch", "external.html", /request elsewhere: https:\/\/elsewhere|refused by the policy: img-src/],
    ["watch", "outside.html", /request elsewhere/],
    ["watch", "missing-file.html", /answer 404/],
    ["watch", "console-error.html", /console: broken/],
    ["watch", "pwned.html", /run as a script/],
    ["layout", "clipped.html", /text is cut off sideways/],
    ["layout", "wide.html", /wider than the window/],
    ["layout", "unnamed-scroll.html", /no named region[^]*cannot be focused/],
    ["layout", "overlap.html", /text lies on text/],
    ["layout", "menu.html", /wider than the window|right edge/],
    ["layout", "sticky.html", /covers the window/],
    ["layout", "drawing.html", /text of a drawing is cut off/],
    ["keyboard", "trap.html", /trap[^]*never reaches/],
    ["keyboard", "no-focus.html", /looks the same with and without focus/],
    ["keyboard", "no-skip.html", /no skip link/],
    ["layout", "fits-in-part.html", /an item of a list is shown in part/],
    ["layout", "fits-nothing.html", /the first item of a list is left out/],
    ["paper", "fits-in-part.html", /an item of a list is shown in part/],
    ["paper", "fits-badly.html", /words lie on others in the PDF/],
    ["paper", "print-clip.html", /cut off in height/],
    ["paper", "print-wide.html", /wider than the paper/],
  ];
  for (const [helper, name, wrong] of expected) {
    test(`${helper} sees what is wrong with ${name}`, async () => assert.match(await helpers[helper](name), wrong));
  }
  const seen = [
    ["axe", "faint.html", /color-contrast[^]*\[light, 360 px\][^]*\[dark, 1280 px\]/],
    ["axe", "dark.html", /color-contrast.*\[dark, 360 px\]/],
    ["drawings", "chart.html", /NaN[^]*lies on/],
    ["steady", "moves.html", /shifts by/],
    ["largest", "empty.html", /nothing large is painted/],
    ["server", "console-error.html", /console: broken/],
    ["server", "outside.html", /request elsewhere/],
    ["disk", "outside.html", /request elsewhere/],
    ["cut", "clipped.html", /cut off sideways.*\[1280 px\]/],
    ["zoom", "sticky.html", /stays over \d+ % of the window/],
    ["zoom", "wide.html", /wider than the window/],
    ["script", "by-script.html", /words that only scripts show: unheard/],
    ["script", "dead.html", /does nothing without scripts/],
    ["print", "print-clip.html", /cut off in height/],
  ];
  const lookAt = async (name, wanted) => lookAtPages({ browser, site: broken, all: [name], few: [name], wanted });
  for (const [look, name, wrong] of seen) {
    test(`“${LOOKS[look]}” sees what is wrong with ${name}`, async () => {
      const { found } = (await lookAt(name, (one) => one === look))[look];
      assert.match(found.map(({ text }) => text).join("\n"), wrong);
    });
  }
  test("axe sees colours that are wrong in the dark on a phone where it does not look in every window, too", async () => {
    const { found } = (await lookAtPages({ browser, site: broken, all: ["dark.html"], few: ["dark.html"], everyWay: [], wanted: (one) => one === "axe" })).axe;
    assert.match(found.map(({ text }) => text).join("\n"), /color-contrast.*\[dark, 360 px\]/);
  });
  test("“every page opens” sees a page that is not there", async () => {
    const missing = site("missing", temporaryFolder("missing"));
    fs.writeFileSync(path.join(missing.folder, "gone.html"), "");
    fs.rmSync(path.join(missing.folder, "gone.html"));
    await assert.rejects(lookAtPages({ browser, site: missing, all: ["gone.html"], few: ["gone.html"] }));
  });
  test("all looks together find nothing on a sound page, and take each once or twice", async () => {
    for (const [look, { found, pages }] of Object.entries(await lookAt("sound.html", () => true))) {
      assert.deepEqual(found, [], look);
      assert.ok(look === "drawings" ? pages === 0 : pages > 0, `${look}: ${pages} pages`);
    }
  });
  for (const helper of Object.keys(helpers)) {
    test(`${helper} finds nothing on a sound page`, async () => assert.equal(await helpers[helper]("sound.html"), ""));
  }
  test("what a list that shows as much as fits leaves out whole is neither cut off nor lost", async () => {
    for (const helper of ["layout", "paper"]) assert.equal(await helpers[helper]("fits.html"), "");
  });
  test("the Nu checker sees invalid HTML and CSS, and nothing else on sound ones", () => {
    const found = nuFindings([folder])[0];
    const pages = new Set(found.map(({ page: name }) => name));
    assert.ok(pages.has("invalid.html") && pages.has("bad.css") && pages.has("missing-alt.html"), JSON.stringify([...pages]));
    assert.ok(!pages.has("sound.html") && !pages.has("style.css") && !pages.has("icon.svg"), JSON.stringify(found));
  });
});
