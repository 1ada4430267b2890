// A book that is written while `personabook serve` shows it, and a browser that looks at it under the strict policy.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { launch } from "./browser.mjs";
import { findProgram, temporaryFolder } from "./sites.mjs";

/**
 * Begins a book with `personabook init` and the flags `begin`, writes `files` into it, and serves it with the flags `serve`. Gives where it is
 * (`book`, `url`), a browser with a tab (`browser`, `tab`), how to read and write a file of the book (`text`, `save`), what a page said
 * that is wrong (`wrong`; of other tabs, once they are `watched`), and what ends it all (`end`).
 */
export async function serveBook({ begin = [], files = {}, serve = [] }) {
  const program = findProgram();
  const book = path.join(temporaryFolder("served"), "book");
  const text = (file) => fs.readFileSync(path.join(book, file), "utf8");
  const save = (file, bytes) => {
    const whole = path.join(book, file);
    fs.mkdirSync(path.dirname(whole), { recursive: true });
    fs.writeFileSync(whole, bytes);
  };
  spawnSync(program, ["init", book, ...begin], { stdio: "inherit" });
  Object.entries(files).forEach(([file, bytes]) => save(file, bytes));
  const serving = spawn(program, ["serve", "--root", book, "--port", "0", ...serve], { stdio: ["ignore", "pipe", "inherit"] });
  let url;
  for await (const line of createInterface({ input: serving.stdout })) {
    url = line.match(/^serving at (.*)$/)?.[1];
    if (url) break;
  }
  const wrong = [];
  const watched = (tab) => {
    tab.on("pageerror", (error) => wrong.push(String(error)));
    tab.on("console", (message) => {
      // The browser says so of every answer that is no success.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) wrong.push(message.text());
    });
    return tab;
  };
  const browser = await launch();
  const context = await browser.newContext({ bypassCSP: false });
  const tab = watched(await context.newPage());
  const end = async () => {
    await browser.close();
    serving.kill("SIGINT");
  };
  return { book, url, browser, tab, text, save, watched, wrong, end };
}
