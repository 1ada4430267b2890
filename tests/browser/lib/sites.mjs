// The sites under test: the demo book, the stress book and the Dutch example, each built once per test
// file by the program itself into a folder that disappears with the process.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writeStressBook } from "../stress/book.mjs";

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const repository = path.resolve(here, "..", "..");

/** The day on which the books are read: fixed, or pages would grow stale by themselves. */
const TODAY = "2026-11-21";

/** A folder that is removed when the process ends. */
export function temporaryFolder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `personabook-${name}-`));
  process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** All sites, as { name, folder, pages }, or with `broken` when one could not be built. PAGES, a regular expression, narrows the pages while you work on some. */
export function sites() {
  const program = findProgram();
  const folder = temporaryFolder("browser");
  const stress = path.join(folder, "stress-book");
  writeStressBook(stress);
  const books = { demo: repository, stress, dutch: path.join(repository, "examples", "buurtbakker") };
  return Object.entries(books).map(([name, book]) => {
    const output = path.join(folder, name);
    try {
      execFileSync(program, ["build", "--root", book, "--output", output, "--today", TODAY], { stdio: "pipe", encoding: "utf8" });
    } catch (error) {
      // The tests of the other books go on; those of this one fail with what the program said.
      return { name, folder: output, pages: [], broken: new Error(`the ${name} book cannot be built\n${error.stderr || error.message}`) };
    }
    return site(name, output);
  });
}

/** A site that lies in a folder. */
export function site(name, folder) {
  const wanted = new RegExp(process.env.PAGES ?? "");
  const pages = files(folder).filter((file) => file.endsWith(".html") && wanted.test(file));
  return { name, folder, pages };
}

/** Folders in which every page is looked at: what it shows decides whether it is right, more than its template does. */
const ALL_DIFFERENT = new Set(["", "all", "compare", "personas", "icps", "segments", "jobs", "journeys", "qualification", "paths"]);

/** What pages that differ only in their entry have in common, such as "paper/*-card.html". */
function shape(page) {
  const [folder, file] = page.includes("/") ? page.split("/") : ["", page];
  if (ALL_DIFFERENT.has(folder) || file === "index.html") return page;
  if (folder === "paper") return file.replace(/^.*-(?=[a-z]+\.html$)/, "paper/*-");
  if (folder === "method" || folder === "learn") return file.replace(/^([a-z]+-).*$/, folder === "learn" && file.startsWith("tour-") ? `learn/${file}` : `${folder}/$1*`);
  return `${folder}/*`;
}

/** All pages but those that are much like others: of these the longest, the shortest and the second longest. PAGES takes all it names. */
export function fewAlike(site, count = 3) {
  if (process.env.PAGES) return site.pages;
  const shapes = new Map();
  for (const page of site.pages) shapes.set(shape(page), [...(shapes.get(shape(page)) ?? []), page]);
  const size = (page) => fs.statSync(path.join(site.folder, page)).size;
  const few = [...shapes.values()].flatMap((pages) => {
    const longest = pages.toSorted((one, other) => size(other) - size(one));
    return count === 1 || longest.length <= count ? longest.slice(0, count) : [longest[0], longest.at(-1), ...longest.slice(1, count - 1)];
  });
  return few.sort();
}

/** One page of every shape and of every folder: enough for what depends on the template alone. */
export function onePerTemplate(site) {
  const seen = new Set();
  return fewAlike(site, 1).filter((page) => {
    const [place, file] = page.includes("/") ? page.split("/") : ["", page];
    if (process.env.PAGES || ["", "all", "learn", "paper", "method"].includes(place) || file === "index.html") return true;
    const first = !seen.has(place);
    seen.add(place);
    return first;
  });
}

/** The files in a folder, sorted, as paths with slashes. */
export function files(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .sort();
}

function findProgram() {
  const candidates = [process.env.PERSONABOOK, path.join(repository, "target/release/personabook"), path.join(repository, "target/debug/personabook")];
  const found = candidates.find((candidate) => candidate && fs.existsSync(candidate));
  if (!found) throw new Error("there is no program to build the sites with: run `cargo build --release`, or set PERSONABOOK to its path");
  return found;
}
