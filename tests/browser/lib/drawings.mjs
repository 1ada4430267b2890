// Runs inside the page: what is wrong with its drawings.

/** Every drawing says in words what it shows, has numbers only, and no label that leaves it or lies on another. Gives texts. */
export function inspectDrawings() {
  const wrong = [];
  for (const svg of document.querySelectorAll("svg.ch")) {
    const about = (svg.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent.trim());
    const name = about[0] || "a drawing";
    if (about.length !== 2 || about.some((text) => !text)) wrong.push(`${name} has no title or no description`);
    if (about.some((text) => /[{}]|NaN|Infinity/.test(text ?? ""))) wrong.push(`${name}: “${about.join(" ")}”`);
    const box = svg.getBoundingClientRect();
    if (box.width === 0) continue;
    for (const shape of svg.querySelectorAll("*")) {
      for (const { name: attribute, value } of shape.attributes) {
        if (/^(x|y|cx|cy|r|rx|ry|width|height|d|points|transform|[xy][12])$/.test(attribute) && /NaN|inf|null/i.test(value)) wrong.push(`${name}: ${shape.localName} ${attribute}="${value}"`);
        if (/^(width|height|r|rx|ry)$/.test(attribute) && value.startsWith("-")) wrong.push(`${name}: ${shape.localName} ${attribute}="${value}"`);
      }
    }
    const labels = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect(), rotated: text.getAttribute("transform")?.includes("rotate") })).filter(({ box }) => box.width > 0);
    for (const [index, one] of labels.entries()) {
      if (one.box.left < box.left - 2 || one.box.right > box.right + 2 || one.box.top < box.top - 3 || one.box.bottom > box.bottom + 3) wrong.push(`${name}: “${one.text}” leaves the drawing`);
      for (const other of labels.slice(0, index)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 2 && down > Math.min(one.box.height, other.box.height) * 0.4) wrong.push(`${name}: “${one.text}” lies on “${other.text}”`);
      }
    }
  }
  return [...new Set(wrong)].slice(0, 8);
}
