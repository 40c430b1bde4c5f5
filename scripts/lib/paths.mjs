// paths.mjs: the folders that the scripts share.
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export function inRoot(...parts) {
  return path.join(root, ...parts);
}

export const logFolder = inRoot('build', 'logs');

// Where compiled dependencies are kept between clones: the user's cache, or build/ where that cannot be written.
export function cacheFolder() {
  const users = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  for (const folder of [path.join(users, 'dropout-lab'), inRoot('build', 'deps')]) {
    try {
      mkdirSync(folder, { recursive: true });
      return folder;
    } catch {
      // The next one will do.
    }
  }
  throw new Error('neither the cache folder nor build/ can be written');
}
