// Watches what a page does that it should not: refused by the policy, asked from elsewhere, told on the
// console, failed, or run from the content.
import { shorten } from "./findings.mjs";

/** Watches a tab; `watch.start(home)` begins a page whose requests must begin with `home`, `watch.stop()` gives what was wrong. */
export async function watch(tab) {
  let wrong = [];
  let home = "";
  const tell = (text) => wrong.push(text);
  tab.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") tell(`console: ${shorten(message.text(), 160)}`);
  });
  tab.on("pageerror", (error) => tell(`script error: ${shorten(error.message, 160)}`));
  tab.on("dialog", (dialog) => {
    tell(`dialog: ${shorten(dialog.message())}`);
    dialog.dismiss().catch(() => {});
  });
  tab.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("data:")) tell(`request elsewhere: ${shorten(request.url(), 120)}`);
  });
  tab.on("requestfailed", (request) => {
    // A page that is left while its images still load is no failure.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") tell(`request failed: ${shorten(request.url(), 120)} ${request.failure()?.errorText}`);
  });
  tab.on("response", (response) => {
    if (response.status() >= 400) tell(`answer ${response.status()}: ${shorten(response.url(), 120)}`);
  });
  await tab.addInitScript(() => {
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    window.print = () => {};
    // A window that fills the screen takes no other size, and fills it when it likes.
    Element.prototype.requestFullscreen = () => Promise.resolve();
  });
  return {
    start(from) {
      home = from;
      wrong = [];
    },
    async stop() {
      const { refused, pwned } = await tab.evaluate(() => ({ refused: window.refused ?? [], pwned: window.__pwned }));
      for (const text of refused) tell(`refused by the policy: ${shorten(text, 120)}`);
      if (pwned !== undefined) tell(`content was run as a script (window.__pwned is ${pwned})`);
      return [...new Set(wrong)];
    },
  };
}

/** Uses the page as a curious reader does: folds everything out, goes to its end, types, presses every button and arrow. */
export async function use(tab) {
  await tab.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    scrollTo(0, document.documentElement.scrollHeight);
  });
  // A choice may be kept behind the "?" of the address.
  const place = () => tab.url().split(/[?#]/)[0];
  const here = place();
  for (const field of await tab.$$("input[type=search], input[type=text], textarea")) {
    if (!(await field.isVisible())) continue;
    await field.fill("<img src=x onerror=window.__pwned=9>");
    await field.fill("a");
  }
  await tab.evaluate(() => {
    for (const choice of document.querySelectorAll("select, input[type=checkbox], input[type=radio]")) {
      if (choice.localName === "select") {
        choice.selectedIndex = choice.options.length - 1;
        choice.dispatchEvent(new Event("change", { bubbles: true }));
      } else choice.click();
    }
    for (const button of [...document.querySelectorAll("button")].slice(0, 40)) if (button.isConnected) button.click();
  });
  for (const key of ["ArrowRight", "ArrowLeft", "End", "Home", "Escape", "/"]) await tab.keyboard.press(key);
  await tab.waitForTimeout(60);
  if (place() !== here) throw new Error(`using the page led to ${tab.url()}`);
}
