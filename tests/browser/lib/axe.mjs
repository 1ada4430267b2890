// axe-core in a page: WCAG 2.0 to 2.2, levels A and AA, and the best practices.
import fs from "node:fs";
import { createRequire } from "node:module";
import { shorten } from "./findings.mjs";

const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Loads axe into every page of a tab. */
export function withAxe({ tab }) {
  return tab.addInitScript({ content: source });
}

/** Gives the violations on the page as texts. */
export function violations(tab) {
  return run(tab, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    rules: { "target-size": { enabled: true } },
  });
}

/** Those of the rules that look at colours. */
export function colourViolations(tab) {
  return run(tab, { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } });
}

/** Those of the rules that depend on how wide the window is and on its light, but for what is only seen in some windows. */
export function windowViolations(tab) {
  return run(tab, { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"] } });
}

async function run(tab, options) {
  const found = await tab.evaluate(async (chosen) => {
    // Style sheets and media are only fetched for rules that are not asked for, and for media, of which there are none.
    const results = await window.axe.run(document, { ...chosen, preload: false, resultTypes: ["violations"] });
    return results.violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map((node) => ({ html: node.html, why: [...node.any, ...node.all, ...node.none][0]?.message ?? "" })),
    }));
  }, options);
  return found.flatMap(({ id, nodes }) => {
    const texts = nodes.map((node) => `${id}: ${shorten(node.html, 100)} ${shorten(node.why, 140)}`);
    const more = nodes.length > 5 ? [`${id}: and more of it on the same page`] : [];
    return [...texts.slice(0, 5), ...more];
  });
}
