// tracked_files.mjs: the files of the repository, new ones included, generated and ignored ones not.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { output } from './run.mjs';
import { Problem } from './say.mjs';

// Paths relative to the root, sorted, whose extension is one of `extensions` (all when empty).
export function trackedFiles(extensions = []) {
  const text = output('git', ['ls-files', '--cached', '--others', '--exclude-standard']);
  if (text === undefined)
    throw new Problem('git could not list the files: is this a clone of the repository, and is git installed?');
  return text
    .split('\n')
    .filter(name => name && existsSync(path.join(root, name)))
    .filter(name => extensions.length === 0 || extensions.includes(path.extname(name)))
    .sort();
}
