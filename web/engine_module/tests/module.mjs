// module.mjs: where the built module is: DROPOUT_ENGINE, or dist/engine/.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
export const folder = path.resolve(process.env.DROPOUT_ENGINE ?? path.join(here, '..', '..', '..', 'dist', 'engine'));
export const fileOf = name => path.join(folder, name);
export const read = name => fs.readFileSync(fileOf(name), 'utf8');
export const address = pathToFileURL(fileOf('index.js')).href;

// The module, loaded.
export async function loaded() {
  const engine = await import(address);
  await engine.load();
  return engine;
}
