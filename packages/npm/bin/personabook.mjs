#!/usr/bin/env node
// Starts the program for this machine, which lies in a package of its own.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const machine = `${process.platform}-${process.arch}`;
const name = process.platform === "win32" ? "personabook.exe" : "personabook";
let program;
try {
  program = createRequire(import.meta.url).resolve(`personabook-${machine}/${name}`);
} catch {
  console.error(`personabook: there is no program for ${machine} here: install the package personabook-${machine}, or build the program with Rust`);
  process.exit(2);
}
const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) console.error(`personabook: ${error.message}`);
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 2;
