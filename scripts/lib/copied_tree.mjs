// copied_tree.mjs: a copy of the repository below build/, for what changes sources on purpose: the real ones are never touched.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './paths.mjs';
import { runOrFail } from './run.mjs';
import { trackedFiles } from './tracked_files.mjs';

// A source that was deleted or moved since the last copy must not be compiled from it.
function removeOthers(folder, wanted) {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder, { recursive: true })) {
    const full = path.join(folder, file);
    if (!wanted.has(file) && !statSync(full).isDirectory()) rmSync(full);
  }
}

// Copies the tracked files that `isWanted` takes into build/<...parts> and gives that folder. own: files of the copy alone, or
// in the place of tracked ones: { path: text }. What is there already with the same bytes stays as it is, so that a build
// beside it has little to do.
export function copiedTree(parts, isWanted = () => true, own = {}) {
  const folder = inRoot('build', ...parts);
  const wanted = new Set([...trackedFiles().filter(isWanted), ...Object.keys(own)]);
  removeOthers(folder, wanted);
  for (const file of wanted) {
    const to = path.join(folder, file);
    const bytes = own[file] === undefined ? readFileSync(path.join(root, file)) : Buffer.from(own[file]);
    if (existsSync(to) && bytes.equals(readFileSync(to))) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    writeFileSync(to, bytes);
  }
  return folder;
}

// A copy that is a repository of its own: tests that ask git for the files get those of the copy.
export async function copiedRepository(parts) {
  const folder = inRoot('build', ...parts);
  rmSync(folder, { recursive: true, force: true });
  copiedTree(parts);
  await runOrFail('copy_repository', 'git', ['-C', folder, 'init', '--quiet']);
  return folder;
}
