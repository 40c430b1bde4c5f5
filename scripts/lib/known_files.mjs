// known_files.mjs: which files a unit test knows: what it imports, and the TypeScript that it makes into a module.
import { readFileSync } from 'node:fs';
import path from 'node:path';

// Set-up may still have to install it when this module is read.
const bundled = async options =>
  (await import('esbuild')).build({
    outdir: 'unwritten',
    write: false,
    metafile: true,
    format: 'esm',
    logLevel: 'silent',
    ...options,
  });

// As tests of web/site name them: await runtimeModule('figure/permalink.ts').
const runtimeNames = text =>
  [...text.matchAll(/\bruntimeModule\('([^']+)'\)/g)].map(([, name]) => `web/site/${name}`);

// folder: a copy of the repository. Returns { all, named }: all that the test reaches, and what it names itself; paths from
// `folder`. Files that it only reads (lessons, styles) are in neither.
export async function filesKnownTo(folder, test) {
  const runtime = runtimeNames(readFileSync(path.join(folder, test), 'utf8'));
  const { metafile } = await bundled({
    absWorkingDir: folder,
    entryPoints: [test, ...runtime],
    bundle: true,
    platform: 'node',
    packages: 'external',
  });
  const imported = metafile.inputs[test].imports.filter(({ external }) => !external).map(({ path: file }) => file);
  return { all: Object.keys(metafile.inputs), named: [...new Set([...imported, ...runtime])] };
}

// The names of the values (not the types) that a module gives.
export async function exportsOf(folder, file) {
  const { metafile } = await bundled({ absWorkingDir: folder, entryPoints: [file] });
  return Object.values(metafile.outputs)[0].exports;
}
