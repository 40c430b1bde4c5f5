// pages.mjs: makes the hosts: React and Vue pages from a server, slides, a Vite project, and MkDocs pages with instant loading.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { coursePort, port } from '../browser/places.mjs';
import { hostFile, Project } from './project.mjs';

const site = `http://127.0.0.1:${port}`;
const head = '<meta charset="utf-8"><title>A course</title><link rel="icon" href="data:,">';
const classic = `<script src="${site}/embed.js"></script>`;
// What was there before the framework came.
const noted = '<script>window.first = document.querySelector("dropout-widget"); window.errors = [];</script>';
const page = (before, root, after) =>
  `<!doctype html><html lang="en"><head>${head}${before}</head><body><div id="root">${root}</div>${after}</body></html>`;

const react = {
  'react/app.jsx': `import { useState } from 'react';
export function App() {
  const [p, setP] = useState(0.25);
  return (
    <main>
      <h1>A lesson</h1>
      <dropout-widget widget="mask_sampler" relu={true} param-units={7} p={p} />
      <button onClick={() => setP(0.75)}>More</button>
    </main>
  );
}`,
  'react/server.jsx': `import { renderToString } from 'react-dom/server';
import { App } from './app.jsx';
export const html = renderToString(<App />);`,
  'react/client.jsx': `import { hydrateRoot } from 'react-dom/client';
import { App } from './app.jsx';
hydrateRoot(document.querySelector('#root'), <App />, { onRecoverableError: error => errors.push(String(error)) });
window.hydrated = true;`,
};

const vue = {
  'vue/app.js': `import { createSSRApp, h, ref } from 'vue';
const p = ref(0.25);
const figure = () => h('dropout-widget', { widget: 'mask_sampler', relu: true, units: 7, p: p.value });
const render = () => h('main', [figure(), h('button', { onClick: () => (p.value = 0.75) }, 'More')]);
export const app = createSSRApp({ render });
app.config.warnHandler = text => globalThis.errors?.push(text);
app.config.compilerOptions.isCustomElement = tag => tag === 'dropout-widget';`,
  'vue/server.js': `import { renderToString } from 'vue/server-renderer';
import { app } from './app.js';
export const html = await renderToString(app);`,
  'vue/client.js': `import { app } from './app.js';
app.mount('#root');
window.hydrated = true;`,
};

// One program for the server, which makes the page, and one for the browser.
async function serverMade(project, name, extension) {
  const build = (entry, options) =>
    esbuild.build({
      entryPoints: [project.file(name, `${entry}.${extension}`)],
      bundle: true,
      format: 'esm',
      jsx: 'automatic',
      outfile: project.file(name, `${entry}.out.mjs`),
      define: { 'process.env.NODE_ENV': '"development"', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
      logLevel: 'error',
      ...options,
    });
  // On the server each package is the one that is installed.
  await build('server', { platform: 'node', packages: 'external' });
  await build('client', { platform: 'browser' });
  const { html } = await import(pathToFileURL(project.file(name, 'server.out.mjs')).href);
  const client = '<script type="module" src="client.out.mjs"></script>';
  project.write({ [`${name}/index.html`]: page(classic, html, noted + client) });
}

const slides = page(
  '<link rel="stylesheet" href="reveal.css"><style>html, body, #root { height: 100%; }</style>',
  `<div class="reveal"><div class="slides">
<section><h2>One</h2><dropout-widget widget="mask_sampler"></dropout-widget></section><section>Two</section><section>Three</section>
</div></div>`,
  `${classic}<script type="module">
import Reveal from './reveal.mjs';
window.deck = new Reveal();
await deck.initialize();
</script>`,
);

const viteProject = {
  'vite_dev/index.html': page('', '', '<script type="module" src="./main.js"></script>'),
  'vite_dev/main.js': `import 'dropout-widget';
import { load, trainRun } from 'dropout-engine';
const figure = document.createElement('dropout-widget');
figure.setAttribute('widget', 'mask_sampler');
figure.setAttribute('base', '${site}');
document.querySelector('#root').append(figure);
load().then(
  () => (window.flips = trainRun({ steps: 1 }).flipsTotal),
  error => (window.flips = error.message),
);`,
};

const book = {
  'book/mkdocs.yml': `site_name: A course
site_url: http://127.0.0.1:${coursePort}/mkdocs/
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.instant]
extra_javascript: ['${site}/embed.js']
nav: [{ Start: index.md }, { Other: other.md }]
`,
  'book/docs/index.md': '# Start\n\n<dropout-widget widget="mask_sampler"></dropout-widget>\n',
  'book/docs/other.md': '# Other\n\nNo figure here.\n',
};

// server: the web server that the development server of Vite shall speak through.
export async function makeHosts(server) {
  const files = { ...react, ...vue, ...viteProject, ...book, 'slides/index.html': slides };
  const project = new Project(files, ['react', 'react-dom', 'vue', 'vite']);
  await serverMade(project, 'react', 'jsx');
  await serverMade(project, 'vue', 'js');
  for (const name of ['reveal.css', 'reveal.mjs'])
    fs.copyFileSync(hostFile('reveal.js', 'dist', name), project.file('slides', name));
  execFileSync('mkdocs', ['build', '--quiet', '--site-dir', project.file('mkdocs')], { cwd: project.file('book') });
  const vite = await import(pathToFileURL(hostFile('vite', 'dist', 'node', 'index.js')).href);
  const settings = { root: project.file('vite_dev'), configFile: false, logLevel: 'error' };
  await vite.build({ ...settings, base: './', build: { outDir: project.file('vite_build') } });
  const viteDev = await vite.createServer({
    ...settings,
    base: '/vite_dev/',
    cacheDir: path.join(project.folder, 'node_modules', '.vite'),
    server: { middlewareMode: true, hmr: { server } },
  });
  return { folder: project.folder, viteDev, remove: () => project.remove() };
}
