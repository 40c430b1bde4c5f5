// copied_tree.mjs: a copy of the repository below build/, for what changes sources on purpose: the real ones are never touched.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './paths.mjs';
import { runOrFail } from './run.mjs';
import { trackedFiles } from './tracked_files.mjs';

const isSame = (from, to) => existsSync(to) && readFileSync(from).equals(readFileSync(to));

// A source that was deleted or moved since the last copy must not be compiled from it.
function removeOthers(folder, wanted) {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder, { recursive: true })) {
    const full = path.join(folder, file);
    if (!wanted.has(file) && !statSync(full).isDirectory()) rmSync(full);
  }
}

// Copies the tracked files that `isWanted` takes into build/<...parts> and gives that folder. A file that is there already
// with the same bytes stays as it is, so that a build beside it has little to do.
export function copiedTree(parts, isWanted = () => true) {
  const folder = inRoot('build', ...parts);
  const wanted = trackedFiles().filter(isWanted);
  removeOthers(folder, new Set(wanted));
  for (const file of wanted) {
    const [from, to] = [path.join(root, file), path.join(folder, file)];
    if (!statSync(from).isFile() || isSame(from, to)) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(from, to);
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
