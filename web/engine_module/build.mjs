// build.mjs: builds the ES module: node web/engine_module/build.mjs --wasm <engine.wasm> --out <folder>
//
// index.js by esbuild, index.d.ts by the TypeScript compiler, package.json from the repository's own.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..', '..');
const entry = path.join(here, 'source', 'index.ts');

// Not minified: names of classes stand in messages, and whoever debugs a course page wants to read it.
async function script() {
  const result = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: ['es2022'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    banner: {
      js: '// dropout-engine: the mathematics of Dropout Lab; engine.wasm lies beside this file. README.md tells how.',
    },
  });
  return result.outputFiles[0].text;
}

// The compiler writes one declaration file a source; the package wants one. Names are unique across the sources, so
// the files are put one after another without their imports, in the order in which index.ts names them.
function declarations(scratch) {
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--stripInternal'];
  execFileSync(
    process.execPath,
    [
      compiler,
      '-p',
      path.join(here, 'tsconfig.json'),
      ...options,
      '--rootDir',
      path.dirname(entry),
      '--outDir',
      scratch,
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const read = name => fs.readFileSync(path.join(scratch, `${name}.d.ts`), 'utf8');
  const index = read('index');
  const names = [...index.matchAll(/from '\.\/(\w+)\.ts'/g)].map(match => match[1]);
  const shared = new Set(
    [...index.matchAll(/\{([^}]*)\}/g)].flatMap(match => match[1].split(',').map(name => name.trim())),
  );
  const body = [...new Set(names)]
    .map(name =>
      read(name)
        .replace(/^import [^;]*;\n/gm, '')
        .replace(/^export \{\};\n/gm, '')
        .replace(/^\/\/ .*\n/gm, '')
        // What index.ts does not export: functions and constants go, types stay as names inside the file.
        .replace(/^export declare (?:const|function) (\w+)[^;{]*(?:\{[^}]*\}[^;{]*)*;\n/gm, (text, name) =>
          shared.has(name) ? text : '',
        )
        .replace(/^export (type|interface) (\w+)/gm, (text, kind, name) =>
          shared.has(name) ? text : `${kind} ${name}`,
        ),
    )
    .join('');
  return `// index.d.ts: the types of dropout-engine.\n/// <reference lib="esnext.disposable" />\n${body}export {};\n`;
}

// What Emscripten linked into engine.wasm.
function notices() {
  const texts = ['emscripten', 'musl', 'libcxx'].map(name =>
    fs.readFileSync(path.join(root, 'web', 'site', 'licences', `${name}.txt`), 'utf8'),
  );
  return `engine.wasm holds parts of Emscripten, musl and libc++. Their licences:\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function packageJson() {
  const { version, license } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return {
    name: 'dropout-engine',
    version,
    description: 'Dropout and its family, computed: the same bits in every browser, in Workers and in Node.',
    license,
    keywords: ['dropout', 'neural network', 'regularization', 'webassembly', 'education'],
    type: 'module',
    engines: { node: '>=20.16' },
    sideEffects: false,
    types: './index.d.ts',
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './engine.wasm': './engine.wasm',
      './package.json': './package.json',
    },
    files: ['index.js', 'index.d.ts', 'engine.wasm', 'README.md', 'LICENSE', 'THIRD_PARTY_NOTICES.txt'],
  };
}

async function main() {
  const { values } = parseArgs({ options: { wasm: { type: 'string' }, out: { type: 'string' } } });
  if (!values.wasm || !values.out) throw new Error('--wasm <engine.wasm> and --out <folder> are needed');
  const out = path.resolve(values.out);
  const scratch = `${out}.${process.pid}.types`;
  const fresh = `${out}.${process.pid}.new`;
  try {
    const files = {
      'index.js': await script(),
      'index.d.ts': declarations(scratch),
      'engine.wasm': fs.readFileSync(values.wasm),
      'package.json': `${JSON.stringify(packageJson(), null, 2)}\n`,
      'README.md': fs.readFileSync(path.join(here, 'README.md')),
      'THIRD_PARTY_NOTICES.txt': notices(),
      LICENSE: fs.readFileSync(path.join(root, 'LICENSE')),
    };
    fs.mkdirSync(fresh, { recursive: true });
    for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(fresh, name), content);
    fs.rmSync(out, { recursive: true, force: true });
    fs.renameSync(fresh, out);
  } finally {
    for (const folder of [scratch, fresh]) fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log(`engine module: ${out}`);
}

main().catch(error => {
  console.error(`engine module: ${error.message}`);
  process.exitCode = 1;
});
