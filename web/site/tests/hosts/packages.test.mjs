// packages.test.mjs: both packages as they are published, in fresh projects: Node, Vitest, esbuild, Vite, strict TypeScript.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test, { after } from 'node:test';
import * as esbuild from 'esbuild';
import { publint } from 'publint';
import { distFolder } from '../browser/places.mjs';
import { here, hostFile, packageFolders, Project } from './project.mjs';

const engineUse = `import { load, trainRun } from 'dropout-engine';
await load();
console.log(trainRun({ steps: 1 }).flipsTotal);
`;
const hosts = ['@types/node', '@types/react', 'react', 'vue', 'vite', 'vitest', 'jsdom'];
const project = new Project({ 'use.mjs': engineUse }, hosts);
after(() => project.remove());

for (const [name, folder] of Object.entries(packageFolders))
  test(`${name} is clean, and nothing is in it that nobody asked for`, async () => {
    const pkgDir = path.join(distFolder, folder);
    const { messages } = await publint({ pkgDir, level: 'suggestion', pack: false, strict: true });
    assert.deepEqual(messages, []);
    const installed = fs.readdirSync(project.file('node_modules', name));
    const { files, version } = JSON.parse(fs.readFileSync(path.join(pkgDir, 'package.json'), 'utf8'));
    assert.deepEqual(installed.sort(), [...files, 'package.json'].sort());
    assert.match(version, /^\d+\.\d+\.\d+$/);
  });

test('R49: in Node the engine runs, and importing the element does nothing', () => {
  assert.deepEqual(project.run('use.mjs'), { ok: true, text: '11\n' });
  project.write({ 'server.mjs': "import * as all from 'dropout-widget';\nconsole.log(Object.keys(all).join());\n" });
  assert.deepEqual(project.run('server.mjs'), { ok: true, text: 'DropoutWidget\n' });
});

for (const environment of ['node', 'jsdom'])
  test(`R48: in Vitest with the environment ${environment} both packages load`, () => {
    project.write({
      'use.test.js': `import { expect, test } from 'vitest';
import { DropoutWidget } from 'dropout-widget';
import { load, Trainer, trainRun } from 'dropout-engine';
test('runs', async () => {
  await load();
  expect(trainRun({ steps: 1 }).flipsTotal).toBe(11);
  const trainer = new Trainer({ hidden: [3] });
  trainer.restore(trainer.save());
  if (globalThis.document) expect(document.createElement('dropout-widget')).toBeInstanceOf(DropoutWidget);
});
test('runs from bytes of this realm', async () => {
  const { readFile } = await import('node:fs/promises');
  await load(new Uint8Array(await readFile('node_modules/dropout-engine/engine.wasm'))).catch(error =>
    expect(error.message).toMatch('loaded already'),
  );
});`,
    });
    const { ok, text } = project.run(hostFile('vitest', 'vitest.mjs'), 'run', '--environment', environment);
    assert.ok(ok, text);
  });

test('R01: esbuild bundles both; the element is registered in the bundle', async () => {
  project.write({ 'page.mjs': `import 'dropout-widget';\n${engineUse}` });
  const { outputFiles, warnings } = await esbuild.build({
    entryPoints: [project.file('page.mjs')],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    logLevel: 'silent',
  });
  assert.deepEqual(warnings, []);
  assert.match(outputFiles[0].text, /customElements\.define\("dropout-widget"/);
  // README.md: engine.wasm has to lie beside the bundle.
  project.write({ 'bundle/page.mjs': engineUse });
  await esbuild.build({
    entryPoints: [project.file('page.mjs').replace('page.mjs', 'use.mjs')],
    bundle: true,
    format: 'esm',
    outfile: project.file('bundle', 'out.mjs'),
    logLevel: 'silent',
  });
  fs.copyFileSync(project.file('node_modules/dropout-engine/engine.wasm'), project.file('bundle', 'engine.wasm'));
  assert.deepEqual(project.run('bundle/out.mjs'), { ok: true, text: '11\n' });
});

// What the compiler says of these files, with the settings of a strict project.
function compile(compiler, files, settings) {
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  const modules = { target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler' };
  project.write({
    ...files,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...strict, ...modules, skipLibCheck: false, noEmit: true, ...settings },
      files: Object.keys(files),
    }),
  });
  return project.run(compiler, '-p', 'tsconfig.json');
}
// The one of this repository; vue-tsc brings the one before.
const compiler = path.join(here, '..', '..', '..', '..', 'node_modules', 'typescript', 'bin', 'tsc');

test(`R49: TypeScript, strict, without the DOM library: the engine's types`, () => {
  const settings = { lib: ['ES2022'], types: ['node'] };
  const use = `import { readFile } from 'node:fs/promises';
import { compiledModule, load, Trainer } from 'dropout-engine';
await load(readFile('engine.wasm'));
await load(new URL('file:///engine.wasm'));
const trainer = new Trainer({ seed: 7n });
trainer.restore(trainer.save());
export const rest: unknown[] = [compiledModule(), trainer.evaluate().testAccuracy];
`;
  assert.deepEqual(compile(compiler, { 'use.ts': use }, settings), { ok: true, text: '' });
  const wrong = compile(compiler, { 'use.ts': `${use}new Trainer({ dropRte: 1 });\nawait load(42);\n` }, settings);
  assert.match(wrong.text, /dropRte/);
  assert.equal(wrong.text.match(/error TS/g).length, 2);
});

test(`TypeScript, strict, React 19: the element in JSX, and a wrong id is an error`, () => {
  const settings = { lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [], jsx: 'react-jsx' };
  const use = tag => `import type {} from 'dropout-widget/react';
import { useRef } from 'react';
import type { DropoutWidget } from 'dropout-widget';
export function Lesson() {
  const figure = useRef<DropoutWidget>(null);
  void figure.current?.set({ p: 0.5 }).then(state => state.sentence);
  return ${tag};
}
`;
  const right = '<dropout-widget ref={figure} widget="trainer" relu={true} param-width={64} className="wide" />';
  assert.deepEqual(compile(compiler, { 'lesson.tsx': use(right) }, settings), { ok: true, text: '' });
  const wrong = compile(compiler, { 'lesson.tsx': use('<dropout-widget ref={figure} widget="trainr" />') }, settings);
  assert.match(wrong.text, /trainr/);
});

test(`TypeScript, strict: the element's properties, commands and events`, () => {
  const settings = { lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] };
  const use = `import 'dropout-widget';
const figure = document.createElement('dropout-widget');
figure.addEventListener('change', event => console.log(event.detail.sentence, event.detail.readouts['kept']));
figure.addEventListener('error', event => console.log(event.detail.message));
const state = await figure.send('step', { ticks: 3 });
const link: string = state.link;
const { adjusted = [] } = await figure.set({ p: null, relu: true });
const texts: string[] = [...adjusted, (await figure.send('picture')).picture, (await figure.send('data')).data];
export { link, texts };
`;
  assert.deepEqual(compile(compiler, { 'use.ts': use }, settings), { ok: true, text: '' });
  assert.match(compile(compiler, { 'use.ts': `${use}await figure.send('stpe');\n` }, settings).text, /stpe/);
});

test('strict Vue 3: the element in a template, and a wrong id is an error', () => {
  const settings = { lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [], skipLibCheck: true };
  const use = tag => ({
    'Lesson.vue': `<script setup lang="ts">
import type {} from 'dropout-widget/vue';
const on = true;
</script>
<template>${tag}</template>
`,
  });
  const compiler = hostFile('vue-tsc', 'bin', 'vue-tsc.js');
  const right = '<dropout-widget widget="trainer" :relu="on" :param-width="64" />';
  assert.deepEqual(compile(compiler, use(right), settings), { ok: true, text: '' });
  assert.match(compile(compiler, use('<dropout-widget widget="trainr" />'), settings).text, /trainr/);
});

test('R47: Vite builds both packages, engine.wasm with them', () => {
  project.write({
    'index.html': '<!doctype html><script type="module" src="/page.mjs"></script>',
    'page.mjs': `import 'dropout-widget';\n${engineUse}`,
  });
  const { ok, text } = project.run(hostFile('vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn');
  assert.ok(ok, text);
  assert.doesNotMatch(text, /warn|exist at build time/i);
  const assets = fs.readdirSync(project.file('dist', 'assets'));
  assert.ok(
    assets.some(name => /^engine-.*\.wasm$/.test(name)),
    assets.join(),
  );
});
