// The whole quiz and a deck of flash cards by keyboard alone: right and wrong answers, what is said about them, the
// score, the wrong ones again, the record; and without scripts every question with its answer.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations, withAxe } from "./lib/axe.mjs";
import { builtSites, fromServerAndDisk, goTo, launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";
import { watch } from "./lib/watch.mjs";

describe("quiz", () => {
  const demo = builtSites().find(({ name }) => name === "demo");
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await serve(demo.folder);
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  /** Opens a page, takes steps there, and sees that nothing was refused or asked from elsewhere. */
  async function visit({ url, home }, page, steps, options = {}) {
    const context = await browser.newContext({ reducedMotion: "reduce", bypassCSP: options.axe ?? false });
    const tab = await context.newPage();
    const watching = await watch(tab);
    if (options.axe) await withAxe({ tab });
    watching.start(home());
    await goTo(tab, url(page));
    await steps(tab);
    assert.deepEqual(await watching.stop(), []);
    await context.close();
  }

  const status = (tab) => tab.locator(".quiz-run [role=status]").textContent();
  const focused = (tab, selector) => tab.evaluate((wanted) => document.activeElement.matches(wanted), selector);

  /** Presses Tab until the focus is on something. */
  async function tabTo(tab, selector) {
    for (let press = 0; press < 60; press += 1) {
      if (await focused(tab, selector)) return;
      await tab.keyboard.press("Tab");
    }
    assert.fail(`Tab never reaches ${selector}`);
  }

  /** What the page in the list says is right: the number of an option, or the places of all. */
  function truth(tab, number) {
    return tab.evaluate((at) => {
      const ask = document.querySelector(".quiz-run .quiz-ask").textContent;
      const given = [...document.querySelectorAll(".quiz-run fieldset > :is(.quiz-context, .quiz-said, .quiz-facts)")].map((part) => part.textContent).join();
      const same = (item) => item.querySelector(".quiz-ask").textContent === ask && [...item.children].filter((part) => part.matches(".quiz-context, .quiz-said, .quiz-facts")).map((part) => part.textContent).join() === given;
      const items = [...document.querySelectorAll(".quiz-question")].filter(same);
      if (items.length !== 1) throw new Error(`${items.length} questions look like the one at ${at}: ${ask} ${given}`);
      const options = [...items[0].querySelectorAll(".quiz-options > li")];
      return { right: options.findIndex((option) => option.hasAttribute("data-right")), places: options.map((option) => Number(option.dataset.place)) };
    }, number);
  }

  /** Answers the question on the page by keyboard, and reads what is said about it. */
  async function answer(tab, number, rightly) {
    const { right, places } = await truth(tab, number);
    if (right >= 0) {
      await tabTo(tab, ".quiz-run input[type=radio]");
      const count = await tab.locator(".quiz-run input[type=radio]").count();
      const wanted = rightly ? right : (right + 1) % count;
      await tab.keyboard.press("Space");
      for (let step = 0; step < wanted; step += 1) await tab.keyboard.press("ArrowDown");
      assert.ok(await tab.locator(".quiz-run input[type=radio]").nth(wanted).isChecked(), "the arrow keys do not choose");
      await tab.keyboard.press("Enter");
    } else {
      if (rightly) await sort(tab, places);
      await tabTo(tab, ".quiz-check");
      await tab.keyboard.press("Enter");
    }
    assert.match(await status(tab), rightly ? /^Right\./ : /^Not right\.The answer:/);
    assert.ok((await status(tab)).length > 15, "the answer is not explained");
    assert.ok(await focused(tab, ".quiz-next"), "the focus is not on the next step");
    assert.equal(await tab.locator(".quiz-after a").count(), 1, "no link to where the answer stands");
    assert.ok((await tab.locator(".quiz-run .quiz-options .quiz-mark").count()) > 0, "right and wrong differ by colour alone");
    await tab.keyboard.press("Enter");
  }

  /** Moves the rows into their places, the first one first, each up with its own button. */
  async function sort(tab, places) {
    const order = [...places];
    for (let wanted = 1; wanted <= order.length; wanted += 1) {
      for (let at = order.indexOf(wanted); at >= wanted; at -= 1) {
        const button = tab.locator(".quiz-run .quiz-row").nth(at).locator("button").first();
        await button.focus();
        await tab.keyboard.press("Enter");
        order.splice(at - 1, 2, order[at], order[at - 1]);
        assert.match(await status(tab), new RegExp(`: place ${at} of ${order.length}$`));
        assert.ok(await focused(tab, ".quiz-step"), "the focus left the button that moves");
      }
    }
  }

  for (const [place, ways] of Object.entries(fromServerAndDisk(demo, () => server))) {
    test(`the whole quiz is answered by keyboard, scored, and its wrong ones are asked again, from ${place}`, () =>
      visit(ways, "learn/quiz.html", async (tab) => {
        const count = await tab.locator(".quiz-question").count();
        assert.equal(count, 20);
        assert.equal(await tab.locator(".quiz-question:visible").count(), 0, "the list is beside the question");
        assert.ok(!(await focused(tab, ".quiz-run *")), "the quiz takes the focus from a page that has just opened");

        await tabTo(tab, ".quiz-check");
        await tab.keyboard.press("Enter");
        assert.equal(await status(tab), "Choose an answer first.");
        assert.ok(await focused(tab, ".quiz-run input"));

        for (let number = 0; number < count; number += 1) {
          assert.equal(await tab.locator("#quiz-count").textContent(), `Question ${number + 1} of ${count}`);
          if (number > 0) assert.ok(await focused(tab, ".quiz-run .quiz-ask"), "the focus is not on the new question");
          await answer(tab, number, number % 3 !== 0);
        }
        assert.ok(await focused(tab, ".quiz-score"));
        assert.equal(await tab.locator(".quiz-score").textContent(), "13 of 20 right");
        assert.equal(await tab.locator(".quiz-answers tbody tr").count(), 20);
        assert.equal(await tab.locator(".quiz-answers td.is-wrong").count(), 7);
        const right = await tab.locator(".quiz-count").evaluateAll((counts) => counts.map((one) => parseInt(one.textContent, 10)).reduce((sum, one) => sum + one, 0));
        assert.equal(right, 13, "the topics do not add up");

        await tabTo(tab, ".quiz-wrong-again");
        await tab.keyboard.press("Enter");
        assert.equal(await tab.locator("#quiz-count").textContent(), "Question 1 of 7");
        for (let number = 0; number < 7; number += 1) await answer(tab, number, true);
        assert.equal(await tab.locator(".quiz-score").textContent(), "7 of 7 right");
        assert.equal(await tab.locator(".quiz-wrong-again").count(), 0);
        await tabTo(tab, ".quiz-again");
        await tab.keyboard.press("Enter");
        assert.equal(await tab.locator("#quiz-count").textContent(), "Question 1 of 20");
        assert.deepEqual(await tab.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0], "something was kept");
      }));

    test(`an address with a question opens the list at it, from ${place}`, () =>
      visit({ ...ways, url: (page) => `${ways.url(page)}#tier:mid-size-webshops` }, "learn/quiz.html", async (tab) => {
        assert.ok(await tab.locator("[id='tier:mid-size-webshops']").isVisible());
        await tabTo(tab, ".quiz-back");
        await tab.keyboard.press("Enter");
        assert.ok(await tab.locator(".quiz-run form").isVisible());
        assert.ok(await focused(tab, ".quiz-tools button"));
      }));

    test(`a deck is learned by keyboard, from ${place}`, () =>
      visit(ways, "learn/cards.html", async (tab) => {
        const cards = await tab.locator(".flash-deck").first().locator(".flash-card").count();
        const piles = () => tab.locator(".flash-piles").textContent();
        const said = () => tab.locator(".flash-run [role=status]").textContent();
        await tabTo(tab, ".flash-start");
        await tab.keyboard.press("Enter");
        assert.match(await said(), /^Front: Who is this\?/);
        const name = await tab.locator(".flash-card .flash-answer").first().textContent();
        assert.ok(!(await tab.locator(".flash-run").textContent()).includes(name), "the front shows the answer");
        assert.ok(await focused(tab, ".flash-turn"));
        await tab.keyboard.press("Space");
        assert.match(await said(), new RegExp(`^Back: ${name}`));
        await tabTo(tab, ".flash-again");
        await tab.keyboard.press("Enter");
        assert.equal(await piles(), `Known: 0. Again: 1. Left: ${cards - 1}.`);
        for (let card = 0; card < cards; card += 1) {
          assert.ok(await focused(tab, ".flash-turn"));
          await tab.keyboard.press("Enter");
          assert.ok(await focused(tab, ".flash-knew"));
          await tab.keyboard.press("Enter");
        }
        assert.equal(await said(), "You know every card of this deck.");
        await tabTo(tab, ".flash-stop");
        await tab.keyboard.press("Enter");
        assert.ok(await focused(tab, ".flash-start"));
        assert.equal(await tab.locator(".flash-run").count(), 0);
      }));

    test(`a tap turns a card, from ${place}`, () =>
      visit(ways, "learn/cards.html", async (tab) => {
        await tab.locator(".flash-start").nth(1).click();
        await tab.locator(".flash-side").click();
        assert.ok(await tab.locator(".flash-side.turned").isVisible());
      }));
  }

  test("every state of the quiz and of the cards is accessible", () =>
    visit({ url: (page) => server.url(page), home: () => server.root }, "learn/quiz.html", async (tab) => {
      assert.deepEqual(await violations(tab), []);
      for (let number = 0; number < 20; number += 1) {
        const radio = tab.locator(".quiz-run input[type=radio]");
        if (await radio.count()) await radio.first().check({ force: true });
        await tab.locator(".quiz-check").click();
        if (number < 8) assert.deepEqual(await violations(tab), [], `after question ${number + 1}`);
        await tab.locator(".quiz-next").click();
      }
      assert.deepEqual(await violations(tab), [], "at the score");
      await goTo(tab, server.url("learn/cards.html"));
      await tab.locator(".flash-start").first().click();
      assert.deepEqual(await violations(tab), [], "front");
      await tab.locator(".flash-turn").click();
      assert.deepEqual(await violations(tab), [], "back");
    }, { axe: true }));

  test("on the narrowest phone every option stays readable, before and after its answer", async () => {
    const context = await browser.newContext({ reducedMotion: "reduce", viewport: { width: 320, height: 640 } });
    const tab = await context.newPage();
    await goTo(tab, server.url("learn/quiz.html"));
    const narrowest = () => tab.locator(".quiz-run .quiz-option-text").evaluateAll((texts) => Math.min(...texts.map((text) => text.getBoundingClientRect().width)));
    for (let number = 0; number < 20; number += 1) {
      assert.ok((await narrowest()) >= 90, `question ${number + 1} has a column of letters`);
      const radio = tab.locator(".quiz-run input[type=radio]");
      if (await radio.count()) await radio.first().check({ force: true });
      await tab.locator(".quiz-check").click();
      assert.ok((await narrowest()) >= 90, `question ${number + 1} has a column of letters when it is answered`);
      assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 320);
      await tab.locator(".quiz-next").click();
    }
    assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 320, "the score is wider than the window");
    await context.close();
  });

  test("without scripts every question has its answer", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    await goTo(tab, server.url("learn/quiz.html"));
    const questions = tab.locator(".quiz-question");
    assert.equal(await questions.count(), 20);
    for (let at = 0; at < 20; at += 1) {
      const question = questions.nth(at);
      assert.ok(await question.locator(".quiz-ask").isVisible());
      assert.ok(!(await question.locator(".quiz-why").isVisible()), "the answer shows before it is asked for");
      await question.locator("summary").click();
      assert.ok((await question.locator(".quiz-right").textContent()).trim().length > 0);
      assert.ok(await question.locator(".quiz-source").isVisible());
    }
    await context.close();
  });
});
