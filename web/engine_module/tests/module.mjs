// module.mjs: where the built module is: DROPOUT_ENGINE, or dist/engine/.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, '..', '..', '..');
export const folder = path.resolve(process.env.DROPOUT_ENGINE ?? path.join(root, 'dist', 'engine'));
export const fileOf = name => path.join(folder, name);
export const read = name => fs.readFileSync(fileOf(name), 'utf8');
export const address = pathToFileURL(fileOf('index.js')).href;

// The module, loaded.
export async function loaded() {
  const engine = await import(address);
  await engine.load();
  return engine;
}

// What a script prints in a process of its own, because a process loads once.
export function printedBy(script, env = {}) {
  const options = { encoding: 'utf8', input: script, env: { ...process.env, ...env } };
  return execFileSync(process.execPath, ['--input-type=module', '-'], options).trim();
}

// Like the `using` of newer languages.
export function using(object, action) {
  try {
    return action(object);
  } finally {
    object.dispose();
  }
}

// Numbers of a list that differ from another by at most `tolerance`.
export function near(found, wanted, tolerance, what = '') {
  const [a, b] = [Array.from(found), Array.from(wanted)];
  if (a.length !== b.length) throw new Error(`${what}: ${a.length} values, ${b.length} wanted`);
  a.forEach((value, at) => {
    if (!(Math.abs(value - b[at]) <= tolerance)) throw new Error(`${what}[${at}]: ${value}, ${b[at]} wanted`);
  });
}
