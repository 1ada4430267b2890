// What was found, told so that one reads each mistake once and sees where it is.
import assert from "node:assert/strict";

/** Fails when there are findings, with a line per different text and the pages it was found on. */
export function assertNothing(found) {
  if (found.length > 0) assert.fail(`${found.length} findings\n${summary(found)}`);
}

export function summary(found) {
  const pagesOf = new Map();
  for (const { page, text } of found) {
    if (!pagesOf.has(text)) pagesOf.set(text, new Set());
    pagesOf.get(text).add(page);
  }
  return [...pagesOf]
    .map(([text, pages]) => {
      const some = [...pages].slice(0, 4).join(", ");
      const more = pages.size > 4 ? ` and ${pages.size - 4} more` : "";
      return `- ${text}\n    on ${some}${more}`;
    })
    .join("\n");
}

export function shorten(text, length = 90) {
  const flat = String(text).replace(/\s+/g, " ").trim();
  return flat.length > length ? `${flat.slice(0, length - 1)}…` : flat;
}
