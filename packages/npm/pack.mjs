// Makes npm packages: one with the launcher, and one for each program that is named, with the machine it is for.
//
//   node pack.mjs OUT linux-x64=target/release/personabook [darwin-arm64=... win32-x64=...]
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const here = import.meta.dirname;
const root = path.resolve(here, "..", "..");
const [out, ...programs] = process.argv.slice(2);
const machines = programs.map((text) => /^(\w+)-(\w+)=(.+)$/.exec(text));
if (!out || machines.length === 0 || machines.includes(null)) {
  console.error("say where the packages go, and a program for each machine: node pack.mjs OUT linux-x64=target/release/personabook");
  process.exit(2);
}
const version = /^version = "(.+)"$/m.exec(fs.readFileSync(path.join(root, "Cargo.toml"), "utf8"))[1];
const launcher = JSON.parse(fs.readFileSync(path.join(here, "package.json"), "utf8"));
const names = machines.map(([, system, processor]) => `personabook-${system}-${processor}`);
fs.mkdirSync(out, { recursive: true });

/** Packs a package: `fill(folder)` puts its files into a folder. */
function pack(about, fill) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "personabook-npm-"));
  fill(folder);
  for (const file of ["README.md", "LICENSE"]) fs.copyFileSync(file === "LICENSE" ? path.join(root, file) : path.join(here, "..", "python", file), path.join(folder, file));
  fs.writeFileSync(path.join(folder, "package.json"), `${JSON.stringify({ ...about, version }, null, 2)}\n`);
  execFileSync("npm", ["pack", "--silent", "--pack-destination", path.resolve(out)], { cwd: folder, shell: process.platform === "win32" });
  fs.rmSync(folder, { recursive: true });
}

pack({ ...launcher, optionalDependencies: Object.fromEntries(names.map((name) => [name, version])) }, (folder) => fs.cpSync(path.join(here, "bin"), path.join(folder, "bin"), { recursive: true }));
machines.forEach(([, system, processor, program], index) => {
  const file = system === "win32" ? "personabook.exe" : "personabook";
  const { license, keywords } = launcher;
  const about = { name: names[index], description: `The program personabook for ${system} on ${processor}`, license, keywords, os: [system], cpu: [processor], files: [file], preferUnplugged: true };
  pack(about, (folder) => {
    fs.copyFileSync(program, path.join(folder, file));
    fs.chmodSync(path.join(folder, file), 0o755);
  });
});
