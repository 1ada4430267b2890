// The other two engines: Firefox (WebDriver BiDi) and WebKit (WebDriver), each behind the few steps that the tests take.
import { spawn } from "node:child_process";
import fs from "node:fs";
import puppeteer from "puppeteer-core";
import { Builder, By, Capabilities } from "selenium-webdriver";

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const WEBKIT_DRIVER = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";

/** What a test does with a browser: go(url), resize(width, height), run(function, argument), press(key), pdf(width, height) where it prints, close(). */
export const ENGINES = { Firefox: firefox, WebKit: webkit };

async function firefox() {
  needs(FIREFOX, "apt-get install firefox-esr", "FIREFOX");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    headless: true,
    extraPrefsFirefox: { "ui.prefersReducedMotion": 1, "network.proxy.type": 0, "browser.safebrowsing.downloads.enabled": false },
  });
  const tab = await browser.newPage();
  return {
    go: (url) => tab.goto(url, { waitUntil: "load" }),
    resize: (width, height) => tab.setViewport({ width, height }),
    run: (steps, argument) => tab.evaluate(steps, argument),
    press: (key) => tab.keyboard.press(key),
    // The protocol knows no `@page { size }`.
    pdf: (width, height) => tab.pdf({ width, height, printBackground: true, margin: { top: 0, right: 0, bottom: 0, left: 0 } }),
    close: () => browser.close(),
  };
}

async function webkit() {
  needs(WEBKIT_DRIVER, "apt-get install webkit2gtk-driver xvfb", "WEBKIT_DRIVER");
  const screen = await virtualScreen();
  const port = await startDriver(screen);
  const wanted = new Capabilities().set("browserName", "MiniBrowser").set("webkitgtk:browserOptions", { binary: miniBrowser(), args: ["--automation"] });
  const driver = await new Builder().usingServer(`http://127.0.0.1:${port.number}`).withCapabilities(wanted).build();
  await driver.manage().setTimeouts({ script: 60_000 });
  // A window has more than its page: by how much is found out once.
  let frame = { width: 0, height: 0 };
  return {
    go: (url) => driver.get(url),
    async resize(width, height) {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        await driver.manage().window().setRect({ x: 0, y: 0, width: width + frame.width, height: height + frame.height });
        const inner = await driver.executeScript("return { width: innerWidth, height: innerHeight }");
        if (inner.width === width && inner.height === height) return;
        frame = { width: frame.width + width - inner.width, height: frame.height + height - inner.height };
      }
    },
    run: (steps, argument) =>
      driver.executeAsyncScript(
        `const done = arguments[arguments.length - 1]; Promise.resolve((${steps})(arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) }))`,
        argument ?? null,
      ).then(({ value, error }) => {
        if (error) throw new Error(error);
        return value;
      }),
    press: async (key) => driver.findElement(By.css("body")).sendKeys(KEYS[key] ?? key),
    close: async () => {
      await driver.quit().catch(() => {});
      port.process.kill();
      screen.process?.kill();
    },
  };
}

const KEYS = { ArrowRight: "\uE014", ArrowLeft: "\uE012", Escape: "\uE00C" };

function needs(file, command, variable) {
  if (!fs.existsSync(file)) throw new Error(`there is no browser at ${file}: run \`${command}\`, or set ${variable} to its path`);
}

function miniBrowser() {
  const folder = "/usr/lib/x86_64-linux-gnu";
  const found = ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map((name) => `${folder}/${name}/MiniBrowser`).find((file) => fs.existsSync(file));
  return process.env.MINI_BROWSER ?? found ?? "MiniBrowser";
}

/** WebKit needs a screen: Xvfb is one that nobody sees. */
async function virtualScreen() {
  if (process.env.DISPLAY) return { display: process.env.DISPLAY };
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await new Promise((resolve, reject) => {
    server.once("error", () => reject(new Error("there is no Xvfb: run `apt-get install xvfb`")));
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].once("data", (data) => resolve(String(data).trim()));
  });
  return { display: `:${number}`, process: server };
}

async function startDriver({ display }) {
  const number = 20_000 + (process.pid % 20_000);
  const driver = spawn(WEBKIT_DRIVER, [`--port=${number}`, "--host=127.0.0.1"], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1", GTK_THEME: "Adwaita" },
  });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${number}/status`).catch(() => undefined);
    if (answer?.ok) return { number, process: driver };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the driver of WebKit does not answer");
}
