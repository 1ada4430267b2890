// A small web server for one folder: on this machine only, below a sub-path as on an intranet, with the
// strictest policy a careful administrator sets.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

export const BASE = "/intranet/customers/";
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".gif": "image/gif",
  ".avif": "image/avif",
};

/** Serves a folder; gives { url(page), root, close() }. */
export async function serve(folder) {
  const server = http.createServer((request, response) => {
    const headers = { "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" };
    const wanted = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const file = path.join(folder, wanted.slice(BASE.length));
    const inside = wanted.startsWith(BASE) && file.startsWith(folder + path.sep);
    // A folder gets no index here: pages must link to files, so that they also work from disk.
    if (!inside || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404, { ...headers, "Content-Type": "text/plain" });
      response.end("not found");
      return;
    }
    response.writeHead(200, { ...headers, "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    response.end(fs.readFileSync(file));
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const root = `http://127.0.0.1:${server.address().port}${BASE}`;
  return {
    root,
    url: (page) => root + page.split("/").map(encodeURIComponent).join("/"),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
