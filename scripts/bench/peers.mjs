// peers.mjs: the libraries that the benchmark compares with, installed for it alone into build/, loaded in Node.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { runOrFail } from '../lib/run.mjs';
import { makeConvNet, makeTfCore, makeTfLayers } from './contenders.mjs';

export const peerFolder = inRoot('build', 'bench', 'peers');
const tfjs = '@tensorflow';
const versions = {
  [`${tfjs}/tfjs-core`]: '4.22.0',
  [`${tfjs}/tfjs-backend-cpu`]: '4.22.0',
  [`${tfjs}/tfjs-backend-wasm`]: '4.22.0',
  [`${tfjs}/tfjs-layers`]: '4.22.0',
  convnetjs: '0.3.0',
};

// Scripts for a page, in this order; they share the global `tf` and define `convnetjs`.
export const pageScripts = [
  `${tfjs}/tfjs-core/dist/tf-core.min.js`,
  `${tfjs}/tfjs-backend-cpu/dist/tf-backend-cpu.min.js`,
  `${tfjs}/tfjs-backend-wasm/dist/tf-backend-wasm.min.js`,
  `${tfjs}/tfjs-layers/dist/tf-layers.min.js`,
  'convnetjs/build/convnet.js',
];

export async function ensurePeers() {
  const wanted = `${JSON.stringify({ private: true, dependencies: versions }, null, 2)}\n`;
  const file = path.join(peerFolder, 'package.json');
  const stamp = path.join(peerFolder, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  mkdirSync(peerFolder, { recursive: true });
  writeFileSync(file, wanted);
  await runOrFail('bench_peers', 'npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: peerFolder,
    failure: 'The peers could not be installed: is the npm registry reachable? See build/logs/bench_peers.log',
  });
  writeFileSync(stamp, wanted);
}

// The backend is global state in tfjs, so a contender of another backend switches before it runs.
function withBackend(tf, backend, make) {
  return async () => {
    await tf.setBackend(backend);
    await tf.ready();
    return make(tf, backend);
  };
}

// { make(), before() } of every peer; before() runs ahead of each measurement.
export function peerList(tf, convnetjs) {
  const tfPeer = (backend, make) => ({
    make: withBackend(tf, backend, make),
    before: () => tf.setBackend(backend),
  });
  return [
    tfPeer('wasm', makeTfCore),
    tfPeer('cpu', makeTfCore),
    tfPeer('wasm', makeTfLayers),
    { make: async () => makeConvNet(convnetjs), before: async () => true },
  ];
}

export function loadPeersInNode() {
  const require = createRequire(path.join(peerFolder, 'package.json'));
  // tfjs asks for the .wasm by fetch where there is one, which in Node takes no file names.
  const { fetch } = globalThis;
  const tf = { ...require(`${tfjs}/tfjs-core`), ...require(`${tfjs}/tfjs-layers`) };
  require(`${tfjs}/tfjs-backend-cpu`);
  require(`${tfjs}/tfjs-backend-wasm`);
  globalThis.fetch = undefined;
  return { tf, convnetjs: require('convnetjs'), loaded: () => (globalThis.fetch = fetch) };
}
