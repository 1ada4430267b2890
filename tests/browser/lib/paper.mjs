// A page on paper: printed to PDF, read back with poppler, and laid out as the printer does.
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { inspectLayout } from "./layout.mjs";
import { shorten } from "./findings.mjs";

/** Prints the page that the tab shows; gives { papers, wrong }, of each sheet its size in mm, as in 210x297. `folder` keeps the PDF. */
export async function print(tab, { folder, name }) {
  const file = path.join(folder, `${name.replace(/\W+/g, "-")}.pdf`);
  await tab.emulateMedia({ media: "print" });
  const pdf = await tab.pdf({ preferCSSPageSize: true, format: "A4", printBackground: true, margin: { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" } });
  fs.writeFileSync(file, pdf);
  const boxes = await poppler("pdftotext", "-raw", "-bbox", file, "-");
  const sheets = [...boxes.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([^]*?)<\/page>/g)].map(([, width, height, words]) => ({ width: Number(width), height: Number(height), words: wordsOf(words) }));
  const papers = sheets.map(({ width, height }) => [width, height].map((points) => Math.round((points / 72) * 25.4)).join("x"));
  const wrong = [...(await missingWords(tab, sheets.flatMap(({ words }) => words))), ...offPaper(sheets), ...(await emptySheets(file, sheets))];
  // Where lists show as much as fits, a sheet that is cut into pages could be laid out unlike the window below.
  if (await tab.evaluate(() => document.querySelector(".as-many-as-fit") !== null)) wrong.push(...wordsOnWords(sheets));
  // Sheets of several sizes have no one width: each of them is looked at by itself, too.
  if (new Set(papers).size === 1) {
    const [{ width: paperWidth, height: paperHeight }] = sheets;
    const width = await printWidth(tab, (paperWidth / 72) * 96);
    const before = tab.viewportSize();
    await tab.setViewportSize({ width: Math.round(width), height: Math.round((paperHeight / 72) * 96) });
    wrong.push(...(await tab.evaluate(inspectLayout, { paper: Math.round(width) })));
    await tab.setViewportSize(before);
  }
  await tab.emulateMedia({ media: null });
  return { papers, wrong };
}

/** The words that are shown in print must be in the PDF, whose words come in the order in which they are drawn. */
async function missingWords(tab, printed) {
  const shown = await tab.evaluate(() =>
    window.shown.texts().map(({ element, text }) => (getComputedStyle(element).textTransform === "uppercase" ? text.toLocaleUpperCase() : text)),
  );
  // A word may be broken over two lines, with or without a hyphen.
  const texts = printed.map(({ text }) => plain(text).replace(/\s+/g, ""));
  const whole = texts.join("");
  const mended = texts.map((text, index) => (endsLine(printed[index], printed[index + 1]) ? text.replace(/-$/, "") : text)).join("");
  const words = new Set(shown.flatMap((text) => plain(text).split(/\s+/)));
  const missing = [...words].filter((word) => /[\p{L}\p{N}]/u.test(word) && !whole.includes(word) && !mended.includes(word));
  return missing.length > 0 ? [`${missing.length} words of the page are not in the PDF: ${shorten(missing.join(" "), 120)}`] : [];
}

/** Whether the next word stands on another line. */
function endsLine(word, next) {
  return next !== undefined && (next.left < word.left || next.top >= word.bottom || next.bottom <= word.top);
}

function plain(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff\ufe0f]/g, "")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"');
}

/** The words of a PDF. A word's box is as tall as its font says, for some scripts twice the letters: what counts is its middle half. */
function wordsOf(boxes) {
  return [...boxes.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g)].map(([, left, top, right, bottom, text]) => ({
    left: Number(left),
    right: Number(right),
    top: top * 0.75 + bottom * 0.25,
    bottom: top * 0.25 + bottom * 0.75,
    text: unescaped(text),
  }));
}

function unescaped(text) {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" })[name]);
}

/** Latin words: where fonts change within a line, poppler gives the words of others a box that is too wide. */
function wordsOnWords(sheets) {
  const pairs = sheets.flatMap((sheet) => {
    const words = sheet.words.filter(({ text }) => /^[\p{Script=Latin}\p{M}\p{N}\p{P}]+$/u.test(text) && /[\p{L}\p{N}]/u.test(text));
    const upon = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) > Math.max(one.top, other.top);
    return words.flatMap((one, index) => words.slice(index + 1).filter((other) => upon(one, other)).map((other) => `“${one.text}” “${other.text}”`));
  });
  return pairs.length > 0 ? [`${pairs.length} words lie on others in the PDF: ${shorten(pairs.join(", "), 80)}`] : [];
}

function offPaper(sheets) {
  const off = sheets.flatMap(({ width, height, words }) => words.filter(({ left, top, right, bottom }) => left < -1 || top < -1 || right > width + 1 || bottom > height + 1));
  return off.length > 0 ? [`${off.length} words lie outside the paper: ${shorten(off.map(({ text }) => text).join(" "), 80)}`] : [];
}

async function emptySheets(file, sheets) {
  const isBlank = ({ words }) => words.length === 0;
  if (!sheets.some(isBlank)) return [];
  const images = await poppler("pdfimages", "-list", file);
  return sheets.flatMap((sheet, index) => (isBlank(sheet) && !new RegExp(`^\\s+${index + 1}\\s`, "m").test(images) ? [`sheet ${index + 1} of ${sheets.length} is empty`] : []));
}

/** The width between the margins that the style sheets set for the page, in px. */
async function printWidth(tab, paper) {
  return tab.evaluate((paperWidth) => {
    const named = [document.body, ...document.querySelectorAll("main *")].find((element) => element.checkVisibility() && getComputedStyle(element).page !== "auto");
    const name = named && getComputedStyle(named).page;
    let margins = ["12mm", "12mm"];
    const read = (rules) => {
      for (const rule of rules) {
        if (rule instanceof CSSPageRule) {
          const all = !rule.selectorText;
          if ((all || rule.selectorText === name) && rule.style.marginLeft) margins = [rule.style.marginLeft, rule.style.marginRight];
        } else if (!(rule instanceof CSSMediaRule) || matchMedia(rule.conditionText).matches) read(rule.cssRules ?? rule.styleSheet?.cssRules ?? []);
      }
    };
    for (const sheet of document.styleSheets) read(sheet.cssRules);
    const ruler = document.body.appendChild(document.createElement("div"));
    ruler.style.position = "absolute";
    const used = margins.map((margin) => {
      ruler.style.width = margin;
      return ruler.getBoundingClientRect().width;
    });
    ruler.remove();
    return paperWidth - used[0] - used[1];
  }, paper);
}

/** What a program of poppler says. Other pages are looked at meanwhile. */
async function poppler(command, ...parameters) {
  const { stdout } = await promisify(execFile)(command, parameters, { encoding: "utf8", maxBuffer: 1 << 28 });
  return stdout;
}
