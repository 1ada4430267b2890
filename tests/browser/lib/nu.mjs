// The Nu checker of the W3C, over folders with HTML, CSS and SVG.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { shorten } from "./findings.mjs";
import { files } from "./sites.mjs";

const jar = path.join(path.dirname(createRequire(import.meta.url).resolve("vnu-jar/package.json")), "build", "dist", "vnu.jar");

/** The language of the book is set in its configuration; what is written in its entries is up to their authors. */
const ABOUT_CONTENT = /^This document appears to be written in/;

/** The whole book on paper holds pages with their first headings; `aria-level` of each heading says how deep it stands. */
const PAGES_IN_PAGES = ({ url, message }) => /paper\/everything\w*\.html$/.test(url) && /headingoffset/.test(message);

/** Gives all errors and warnings in each of some folders, as lists of { page, text }, from one run of the checker. */
export function nuFindings(folders) {
  const checked = folders.flatMap((folder) => files(folder).filter((file) => /\.(html|css|svg)$/.test(file)).map((file) => path.join(folder, file)));
  const run = spawnSync("java", ["-Xss16m", "-jar", jar, "--also-check-css", "--also-check-svg", "--stdout", "--format", "json", "--exit-zero-always", ...checked], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`the Nu checker did not run: ${run.error?.message ?? run.stderr}`);
  const messages = JSON.parse(run.stdout).messages.filter((message) => (message.type !== "info" || message.subType === "warning") && !ABOUT_CONTENT.test(message.message) && !PAGES_IN_PAGES(message));
  return folders.map((folder) =>
    messages
      .map((message) => ({ page: path.relative(folder, fileURLToPath(message.url)), message }))
      .filter(({ page }) => !page.startsWith(".."))
      .map(({ page, message }) => ({ page, text: `${message.subType ?? message.type}: ${shorten(message.message, 160)} ${shorten(message.extract ?? "", 80)}` })),
  );
}
