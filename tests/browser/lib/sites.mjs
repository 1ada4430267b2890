// The sites under test: the demo book, the stress book and the Dutch example, each built by the program itself into a
// folder that disappears with the process: once for all tests by `run.mjs`, or else for one test file.
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
  const built = process.env.BUILT_SITES ? JSON.parse(fs.readFileSync(path.join(process.env.BUILT_SITES, "sites.json"), "utf8")) : buildSites(temporaryFolder("browser"));
  return built.map(({ name, folder, broken }) => (broken ? { name, folder, pages: [], broken: new Error(broken) } : site(name, folder)));
}

/** Builds the sites into a folder; gives { name, folder } of each, with `broken` when it could not be built. */
export function buildSites(folder) {
  const program = findProgram();
  const stress = path.join(folder, "stress-book");
  writeStressBook(stress);
  const books = { demo: repository, stress, dutch: path.join(repository, "examples", "buurtbakker") };
  return Object.entries(books).map(([name, book]) => {
    const output = path.join(folder, name);
    try {
      // Some entries of the stress book are for sales: they are looked at too.
      const audience = name === "stress" ? ["--audience", "sales"] : [];
      execFileSync(program, ["build", "--root", book, "--output", output, "--today", TODAY, ...audience], { stdio: "pipe", encoding: "utf8" });
    } catch (error) {
      // The tests of the other books go on; those of this one fail with what the program said.
      return { name, folder: output, broken: `the ${name} book cannot be built\n${error.stderr || error.message}` };
    }
    return { name, folder: output };
  });
}

/** Builds the demo book into one file, and gives its path. */
export function buildOneFile() {
  const file = path.join(temporaryFolder("one-file"), "book.html");
  execFileSync(findProgram(), ["build", "--root", repository, "--single-file", file, "--today", TODAY], { stdio: "pipe" });
  return file;
}

/** A site that lies in a folder. */
export function site(name, folder) {
  const wanted = new RegExp(process.env.PAGES ?? "");
  const pages = files(folder).filter((file) => file.endsWith(".html") && wanted.test(file));
  return { name, folder, pages };
}

/** The class of a page's body, which its template gives. */
export function bodyClass(html) {
  return /<body class="([^"]*)"/.exec(html)?.[1] ?? "";
}

/** Pages that differ only in their entry, by the class of their body. Of all others what they show decides whether they are right, more than their template does. */
const ALIKE = /^page-(term|evidence|page|owner|sheet.*|persona-.+|method-entry|quiz)$/;

/** Entries of the stress book that are there for the pages of others: theirs show nothing that another page does not show. */
const FOR_OTHERS = /^(personas|journeys)\/(seventh|eighth|twelve-stages-later)\.html$/;

/** What pages that are alike have in common; a page that is like no other, itself. */
function shape(site, page) {
  const html = fs.readFileSync(path.join(site.folder, page), "utf8");
  const name = bodyClass(html);
  return ALIKE.test(name) ? name : page;
}

/** The bytes of a page. */
export function size(site, page) {
  return fs.statSync(path.join(site.folder, page)).size;
}

/** The whole book on paper, or a part of it: its sheets, and thousands of links between them, are those of other pages again. */
export function isWholeBook(page) {
  return page.startsWith("paper/everything");
}

/** All pages but those that are much like others: of these the longest, the shortest and the second longest. PAGES takes all it names. */
export function fewAlike(site, count = 3) {
  if (process.env.PAGES) return site.pages;
  const shapes = new Map();
  // How a large book prints is looked at all the same.
  const isSheetsAgain = (page) => isWholeBook(page) && size(site, page) > 1_000_000;
  const isForOthers = (page) => site.name === "stress" && FOR_OTHERS.test(page);
  for (const page of site.pages.filter((page) => !isSheetsAgain(page) && !isForOthers(page))) {
    const name = shape(site, page);
    shapes.set(name, [...(shapes.get(name) ?? []), page]);
  }
  const few = [...shapes.values()].flatMap((pages) => {
    const longest = pages.toSorted((one, other) => size(site, other) - size(site, one));
    return count === 1 || longest.length <= count ? longest.slice(0, count) : [longest[0], longest.at(-1), ...longest.slice(1, count - 1)];
  });
  return few.sort();
}

/** One page of every template, and of every folder its index: enough for what depends on the template alone. */
export function onePerTemplate(site) {
  if (process.env.PAGES) return site.pages;
  const seen = new Set();
  return fewAlike(site, 1).filter((page) => {
    const name = bodyClass(fs.readFileSync(path.join(site.folder, page), "utf8"));
    // The steps of a tour share a template but no part of what they show.
    if (name === "page-tour" || page.endsWith("index.html")) return true;
    const first = !seen.has(name);
    seen.add(name);
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

/** The program that is tried. */
export function findProgram() {
  const candidates = [process.env.PERSONABOOK, path.join(repository, "target/release/personabook"), path.join(repository, "target/debug/personabook")];
  const found = candidates.find((candidate) => candidate && fs.existsSync(candidate));
  if (!found) throw new Error("there is no program to build the sites with: run `cargo build --release`, or set PERSONABOOK to its path");
  return found;
}
