// `personabook serve --edit` in a browser: a book with a mistake from the start is mended on its first page, what is found stands at its field, values
// are set by hand and by keys, a picture is dropped, a text is shown before it is saved, an entry goes with its folder, and nothing that is
// asked for is lost while the page loads again or another window saves. All under the strict policy.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { serveBook } from "./lib/serving.mjs";

const ANNA = `name = "Anna"
reviewed = 2024-01-02
goals = ["Sell more", "Work less", "Sleep"]
traits = [{ left = "Careful", right = "Daring", value = 40 }]
`;
const ORDER = `name = "First order"
personas = ["anna"]

[[stages]]
name = "Looks around"
emotion = 1

[[stages]]
name = "Orders"
emotion = -1
opportunities = [{ title = "Fewer fields", customer_value = 60, business_value = 40, effort = 2 }]
`;
const ZOE = "+++\nname = \"Zoe\"\n+++\n\nShe counts.\n";
const BROKEN = "name = \"Tom\"\ngoals = [\"Rest\"\n";
// One grey point.
const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

const files = {
  "content/personas/anna.toml": ANNA,
  "content/journeys/order.toml": ORDER,
  "content/personas/zoe/index.md": ZOE,
  "content/personas/zoe/notes.pdf": "notes",
  "content/personas/tom.toml": BROKEN,
};
const { book, url, browser, tab, text, save: write, watched, wrong, end } = await serveBook({ begin: ["--title", "Our customers"], files, serve: ["--edit", "--today", "2026-11-28"] });
after(end);

const button = (name, on = tab) => on.getByRole("button", { name, exact: true });

/** Opens a page. While the one before loads again by itself, the browser may stay with that: then it is asked once more. */
async function go(address, on = tab) {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await on.goto(url + address, { timeout: 3_000 });
      if (on.url() === url + address) return answer;
    } catch (error) {
      if (tries === 9) throw error;
    }
    await on.waitForTimeout(500);
  }
}

async function openForm(entry, name, on = tab) {
  await go(`${entry}.html`, on);
  await button("Edit this page", on).click();
  await on.locator("dialog h2", { hasText: `Edit: ${name}` }).waitFor();
  await on.locator("dialog form").waitFor();
}

async function unfold(on = tab) {
  await on.evaluate(() => document.querySelectorAll("dialog details").forEach((one) => { one.open = true; }));
}

async function save(on = tab) {
  await button("Save", on).click();
  await on.locator("dialog.personabook-edit").waitFor({ state: "detached" });
}

async function waitForText(file, part) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (fs.existsSync(path.join(book, file)) && text(file).includes(part)) return;
    await tab.waitForTimeout(50);
  }
  assert.fail(`${part} is never in ${file}:\n${text(file)}`);
}

test("a book with a mistake from the start is mended on the page that says so, by keyboard", async () => {
  const answer = await go("personas/anna.html");
  assert.equal(answer.status(), 503);
  const mend = button("Mend: Tom");
  await mend.waitFor();
  await tab.locator(".personabook-edit-faults", { hasText: "content/personas/tom.toml:" }).waitFor();
  await mend.focus();
  await tab.keyboard.press("Enter");
  const area = tab.locator("dialog textarea.as-text");
  await area.waitFor();
  assert.equal(await area.inputValue(), BROKEN);
  assert.ok(await area.evaluate((one) => document.activeElement === one));
  assert.match(await tab.locator("dialog li").first().innerText(), /^line \d: /);
  await button("Save").click();
  await tab.locator("dialog .status.is-wrong").waitFor();
  assert.equal(await area.inputValue(), BROKEN, "what is typed stays");
  await area.fill("name = \"Tom\"\ngoals = [\"Rest\"]\n");
  await button("Save").click();
  await tab.locator("main h1", { hasText: "Anna" }).first().waitFor();
  assert.equal(text("content/personas/tom.toml"), "name = \"Tom\"\ngoals = [\"Rest\"]\n");
});

test("a word that nothing reads is mended over the last good page", async () => {
  await go("personas/tom.html");
  await button("Edit this page").waitFor();
  write("content/personas/tom.toml", "name = \"Tom\"\ngaols = [\"Rest\"]\n");
  const faults = button("Mistakes: 1");
  await faults.waitFor();
  await button("Hide until the next change").click();
  await faults.click();
  await button("Mend: Tom").click();
  await tab.locator("dialog .note.is-wrong").first().waitFor();
  await button("Write goals").click();
  await waitForText("content/personas/tom.toml", "goals = [\"Rest\"]");
  await tab.locator("dialog form").waitFor();
  await button("Close").click();
  await faults.waitFor({ state: "hidden" });
});

test("what was found and what is open stand at their fields, and a button fills in the edit", async () => {
  await openForm("personas/anna", "Anna");
  await unfold();
  const list = tab.locator("dialog details.notes");
  assert.match(await list.locator("summary").innerText(), /Found and still open: \d+/);
  const field = (name) => tab.locator("dialog .field", { has: tab.locator("label", { hasText: new RegExp(`^${name}$`) }) }).first();
  await field("Reviewed").getByRole("button", { name: "It is true today" }).click();
  assert.equal(await field("Reviewed").locator("input").inputValue(), "2026-11-28");
  const quote = tab.locator("dialog fieldset", { has: tab.locator("legend", { hasText: /^Quote$/ }) }).first();
  await quote.getByRole("button", { name: "Begin with the example" }).first().click();
  assert.ok(await quote.locator("textarea, input").first().evaluate((one) => document.activeElement === one));
  await tab.keyboard.type("I sell at night.");
  assert.equal(text("content/personas/anna.toml"), ANNA, "nothing is saved before somebody saves");
  await save();
  await waitForText("content/personas/anna.toml", "reviewed = 2026-11-28");
  await waitForText("content/personas/anna.toml", "quote = \"I sell at night.\"");
});

test("feelings are dragged on a curve and moved by keys, and so is value against effort", async () => {
  await openForm("journeys/order", "First order");
  await unfold();
  const point = (at) => tab.locator("dialog .curve [role=slider]").nth(at);
  assert.match(await point(0).getAttribute("aria-label"), /Looks around/);
  assert.equal(await point(0).getAttribute("aria-valuenow"), "1");
  await point(0).focus();
  await tab.keyboard.press("ArrowDown");
  assert.equal(await point(0).getAttribute("aria-valuenow"), "0.5");
  assert.match(await point(0).getAttribute("aria-valuetext"), /good/);
  assert.ok(await point(0).evaluate((one) => document.activeElement === one), "the point keeps the focus");
  const curve = await tab.locator("dialog .curve").boundingBox();
  const circle = await point(1).locator("circle").last().boundingBox();
  await tab.mouse.move(circle.x + circle.width / 2, circle.y + circle.height / 2);
  await tab.mouse.down();
  await tab.mouse.move(circle.x + circle.width / 2, curve.y + 2, { steps: 6 });
  await tab.mouse.up();
  assert.equal(await point(1).getAttribute("aria-valuenow"), "2");
  // A feeling that changes within a stage has two points.
  const second = tab.locator("dialog fieldset", { has: tab.locator("legend", { hasText: /^How it feels$/ }) }).last();
  await second.getByLabel("From", { exact: true }).fill("-1");
  assert.match(await point(1).getAttribute("aria-label"), /: Orders, From$/);
  assert.match(await point(2).getAttribute("aria-label"), /: Orders, To$/);
  await point(1).focus();
  await tab.keyboard.press("ArrowDown");
  assert.equal(await point(1).getAttribute("aria-valuenow"), "-1.5");
  assert.ok(await point(1).evaluate((one) => document.activeElement === one));
  const pad = tab.locator("dialog .pad [role=slider]").first();
  await pad.focus();
  await tab.keyboard.press("ArrowRight");
  await tab.keyboard.press("ArrowUp");
  assert.match(await pad.getAttribute("aria-valuetext"), /Effort: 3;.*55/);
  await save();
  await waitForText("content/journeys/order.toml", "emotion = 0.5");
  const order = text("content/journeys/order.toml");
  for (const part of ["emotion = { from = -1.5, to = 2 }", "customer_value = 65", "business_value = 45", "effort = 3"]) assert.ok(order.includes(part), order);
});

test("a trait is set on its line, and a list is reordered by dragging", async () => {
  await openForm("personas/anna", "Anna");
  const range = tab.locator("dialog .line input[type=range]");
  await range.scrollIntoViewIfNeeded();
  assert.equal(await range.getAttribute("aria-label"), "Careful – Daring");
  await range.focus();
  await tab.keyboard.press("ArrowRight");
  const items = tab.locator("dialog fieldset", { has: tab.locator("legend", { hasText: /^Goals$/ }) }).first().locator(".items > li");
  const grip = items.nth(2).locator(".grip");
  await grip.scrollIntoViewIfNeeded();
  const from = await grip.boundingBox();
  await tab.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await tab.mouse.down();
  // At the edge the form comes along, until the item is the first.
  await tab.mouse.move(from.x + from.width / 2, 12, { steps: 10 });
  await items.nth(0).and(tab.locator(".is-held")).waitFor({ timeout: 10000 });
  await tab.mouse.up();
  assert.equal(await items.nth(0).locator("textarea").first().inputValue(), "Sleep");
  await save();
  await waitForText("content/personas/anna.toml", "value = 41");
  const anna = text("content/personas/anna.toml");
  const places = ["Sleep", "Sell more", "Work less"].map((goal) => anna.indexOf(goal));
  assert.deepEqual(places, [...places].sort((one, other) => one - other), anna);
});

test("a face is tried on, and its words are saved", async () => {
  await openForm("personas/anna", "Anna");
  await unfold();
  const face = tab.locator("dialog img.face");
  await tab.waitForFunction(() => document.querySelector("dialog img.face").src.startsWith("data:image/svg+xml"));
  const before = await face.getAttribute("src");
  const look = tab.locator("dialog fieldset", { has: tab.locator("img.face") }).last();
  await look.getByLabel("Hair", { exact: true }).selectOption("braids");
  await tab.waitForFunction((before) => document.querySelector("dialog img.face").src !== before, before);
  assert.match(await face.getAttribute("alt"), /Anna/);
  await save();
  await waitForText("content/personas/anna.toml", "braids");
});

test("a picture that is dropped lies beside its entry, and Undo takes it back", async () => {
  await openForm("personas/anna", "Anna");
  await unfold();
  const before = text("content/personas/anna.toml");
  const drop = await tab.evaluateHandle(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "anna.png", { type: "image/png" }));
    return data;
  }, PICTURE);
  await tab.locator("dialog .drop").first().dispatchEvent("drop", { dataTransfer: drop });
  await tab.locator("dialog .drop [role=status]", { hasText: "anna.png" }).waitFor();
  assert.deepEqual(fs.readFileSync(path.join(book, "content/personas/anna.png")), Buffer.from(PICTURE, "base64"));
  assert.equal(await tab.getByLabel("Portrait", { exact: true }).inputValue(), "anna.png");
  // The form goes on where it was.
  await tab.getByLabel("Owner", { exact: true }).fill("Fenna");
  await save();
  await waitForText("content/personas/anna.toml", "owner = \"Fenna\"");
  assert.match(text("content/personas/anna.toml"), /portrait = "anna.png"/);
  await go("personas/anna.html");
  for (let back = 0; back < 2; back += 1) {
    await button("Undo").click();
    await tab.locator(".personabook-edit-bar .status", { hasText: "Taken back: Anna" }).waitFor();
    await tab.waitForTimeout(1500);
  }
  assert.equal(text("content/personas/anna.toml"), before);
  assert.ok(!fs.existsSync(path.join(book, "content/personas/anna.png")));

  // On the page itself, and what is no picture is refused where it was dropped.
  await go("personas/anna.html");
  await tab.locator(".personabook-edit-handle").first().waitFor();
  const face = tab.locator("main img").first();
  const words = await tab.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["words"], "anna.png", { type: "image/png" }));
    return data;
  });
  await face.dispatchEvent("drop", { dataTransfer: words });
  await tab.locator(".personabook-edit-bar .status", { hasText: "PNG" }).waitFor();
  assert.ok(!fs.existsSync(path.join(book, "content/personas/anna.png")));
  const data = await tab.evaluateHandle((picture) => {
    const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "anna.png", { type: "image/png" }));
    return data;
  }, PICTURE);
  await face.dispatchEvent("drop", { dataTransfer: data });
  await waitForText("content/personas/anna.toml", "portrait = \"anna.png\"");
  await tab.waitForTimeout(1500);
  await button("Undo").click();
  await tab.locator(".personabook-edit-bar .status", { hasText: "Taken back: Anna" }).waitFor();
  await tab.waitForTimeout(1500);
});

test("another entry is found by its name, with its face", async () => {
  await openForm("personas/anna", "Anna");
  await unfold();
  const fields = tab.locator("dialog [role=combobox]");
  assert.ok((await fields.count()) > 0);
  const relations = tab.locator("dialog fieldset", { has: tab.locator("legend", { hasText: /^Works with$|^Relations$|^People/ }) }).last();
  await relations.getByRole("button", { name: /^Add:/ }).first().click();
  await unfold();
  const one = relations.locator("[role=combobox]").first();
  await one.click();
  await tab.keyboard.type("zo");
  const option = tab.locator("dialog [role=option]", { hasText: "Zoe" });
  await option.waitFor();
  assert.equal(await option.locator("img").count(), 1);
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("ArrowDown");
  assert.equal(await one.getAttribute("aria-activedescendant"), await option.getAttribute("id"));
  await tab.keyboard.press("Enter");
  assert.equal(await one.inputValue(), "Zoe");
  await save();
  await waitForText("content/personas/anna.toml", "zoe");
  // The page that was saved loads again by itself.
  await tab.waitForTimeout(1500);
  await go("personas/anna.html");
  await button("Undo").click();
  await tab.waitForTimeout(1500);
  assert.ok(!text("content/personas/anna.toml").includes("zoe"));
});

test("a text is shown as its page would, and nothing in it runs", async () => {
  await openForm("personas/zoe", "Zoe");
  await unfold();
  const story = tab.getByLabel("Text", { exact: true });
  await story.fill("## A day\n\nShe **counts** for [](persona:anna).\n\n<img src=x onerror=alert(1)>");
  const show = button("As the page shows it");
  await show.click();
  const preview = tab.getByRole("region", { name: "As the page shows it" });
  await preview.locator("strong", { hasText: "counts" }).waitFor();
  assert.equal(await preview.locator("img, script").count(), 0);
  assert.match(await preview.getByRole("link", { name: "Anna" }).getAttribute("href"), /personas\/anna\.html$/);
  await story.fill("She *waits*.");
  await preview.locator("em", { hasText: "waits" }).waitFor();
  assert.equal(await show.getAttribute("aria-expanded"), "true");
  await button("Close").click();
  await button("Close without saving").click();
  await tab.locator("dialog").waitFor({ state: "detached" });
  assert.equal(text("content/personas/zoe/index.md"), ZOE);
});

test("an entry goes with its folder, after a look at what goes, and Undo brings all of it back", async () => {
  await openForm("personas/zoe", "Zoe");
  await button("Delete this entry").click();
  const ask = tab.locator("dialog").last();
  await ask.locator("code", { hasText: "content/personas/zoe/notes.pdf" }).waitFor();
  await button("Delete this entry", ask).click();
  await tab.waitForURL(/personas\/index\.html/);
  assert.ok(!fs.existsSync(path.join(book, "content/personas/zoe")));
  await button("Undo").click();
  await tab.locator(".personabook-edit-bar .status", { hasText: "Taken back: Zoe" }).waitFor();
  assert.equal(text("content/personas/zoe/index.md"), ZOE);
  assert.equal(text("content/personas/zoe/notes.pdf"), "notes");
});

test("of two windows the second one is told, and overwrites nothing", async () => {
  const other = watched(await tab.context().newPage());
  await openForm("personas/tom", "Tom");
  await openForm("personas/tom", "Tom", other);
  await tab.getByLabel("Owner", { exact: true }).or(tab.getByLabel("Owner")).first().evaluate((one) => {
    for (let up = one.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  });
  await unfold();
  await unfold(other);
  await tab.getByLabel("Owner", { exact: true }).fill("First");
  await other.getByLabel("Owner", { exact: true }).fill("Second");
  await save();
  await waitForText("content/personas/tom.toml", "First");
  await button("Save", other).click();
  await other.locator("dialog .status.is-wrong", { hasText: "Somebody else" }).waitFor();
  assert.ok(text("content/personas/tom.toml").includes("First") && !text("content/personas/tom.toml").includes("Second"));
  assert.equal(await other.getByLabel("Owner", { exact: true }).inputValue(), "Second", "what was typed stays");
  await other.close({ runBeforeUnload: false });
});

test("a click while the page loads again opens what it asks for", async () => {
  await go("personas/tom.html");
  await button("Edit this page").waitFor();
  // The page hears that it is to load again; whoever is quick clicks before it is gone.
  await tab.evaluate(() => {
    document.dispatchEvent(new Event("personabook-load-again", { cancelable: true }));
    document.querySelector(".personabook-edit-bar button.first").click();
    location.reload();
  });
  await tab.locator("dialog h2", { hasText: "Edit: Tom" }).waitFor();
  await tab.locator("dialog form").waitFor();
  await unfold();
  // A save while the book is built again, and a form that is opened at once: both are kept.
  await tab.getByLabel("Owner", { exact: true }).fill("Third");
  write("content/evidence/talk.toml", "name = \"A talk\"\nmethod = \"interview\"\ndate = 2026-01-02\n");
  await save();
  await button("Edit this page").click();
  await tab.locator("dialog form").waitFor();
  await unfold();
  await tab.getByLabel("Location", { exact: true }).fill("Utrecht");
  await tab.waitForTimeout(2500);
  assert.equal(await tab.getByLabel("Location", { exact: true }).inputValue(), "Utrecht", "news do not take the form away");
  await save();
  await waitForText("content/personas/tom.toml", "Third");
  await waitForText("content/personas/tom.toml", "Utrecht");
});

test("the form can be used in 640 by 450 pixels, with nothing cut off and nothing that axe finds", async () => {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 640, height: 450 } });
  const small = await context.newPage();
  await withAxe({ tab: small });
  for (const [entry, name] of [["journeys/order", "First order"], ["personas/anna", "Anna"]]) {
    await openForm(entry, name, small);
    await unfold(small);
    const cut = await small.evaluate(() => {
      const dialog = document.querySelector("dialog");
      const width = dialog.clientWidth;
      const outside = [...dialog.querySelectorAll("input, button, select, textarea, svg, img, p, label")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && (box.right > width + dialog.getBoundingClientRect().left + 1 || box.left < 0);
      });
      return [dialog.scrollWidth - width, ...outside.map((one) => one.outerHTML.slice(0, 90))];
    });
    assert.deepEqual(cut, [0], entry);
    const room = await small.evaluate(() => innerHeight - document.querySelector("dialog .end").getBoundingClientRect().height);
    assert.ok(room > 250, `the buttons leave ${room} px for the form`);
    const found = (await violations(small)).filter((text) => text.includes("personabook-edit") || text.includes("dialog"));
    assert.deepEqual(found, []);
  }
  await context.close();
});

test("a thousand entries are edited as one is", async () => {
  for (let number = 0; number < 1000; number += 1) {
    write(`content/terms/word-${number}.toml`, `name = "Word ${number}"\n`);
  }
  const start = async () => {
    const answer = await tab.request.get(`${url}terms/word-999.html`);
    return answer.ok();
  };
  for (let tries = 0; tries < 300 && !(await start()); tries += 1) await tab.waitForTimeout(100);
  await openForm("personas/tom", "Tom");
  await tab.getByLabel("Owner", { exact: true }).fill("Among many");
  const begun = Date.now();
  await save();
  await tab.locator("main", { hasText: "Among many" }).waitFor({ timeout: 60000 });
  const took = Date.now() - begun;
  console.log(`among 1,000 entries a save is shown after ${took} ms`);
  assert.ok(took < 60000);
});

test("nothing broke the policy", () => {
  assert.deepEqual(wrong, []);
});
