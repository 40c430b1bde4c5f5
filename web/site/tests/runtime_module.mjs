// runtime_module.mjs: a TypeScript module of web/site as a module that node:test can import.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const runtimeFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

export async function runtimeModule(name) {
  const built = await esbuild.build({
    entryPoints: [path.join(runtimeFolder, name)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  const code = Buffer.from(built.outputFiles[0].contents).toString('base64');
  // The mark makes each import a fresh module with fresh state.
  return import(`data:text/javascript;base64,${code}#${++imports}`);
}
let imports = 0;
