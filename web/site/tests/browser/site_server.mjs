// site_server.mjs: serves the built site to tests, below / and below an unknown sub-path, as a strict host would.
import fs from 'node:fs';
import path from 'node:path';
import { distFolder, policy } from './places.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

export const headers = {
  'content-security-policy': policy,
  // So that hosts which isolate themselves may frame us.
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

// The file that an address means, or undefined.
export function fileOf(address) {
  try {
    const { pathname } = new URL(address, 'http://localhost');
    const name = decodeURIComponent(pathname).replace(/^\/some\/sub\/path\//, '/');
    const file = path.join(distFolder, name.endsWith('/') ? `${name}index.html` : name);
    return file.startsWith(distFolder + path.sep) && fs.statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

export const typeOf = file => types[path.extname(file)] ?? 'application/octet-stream';

export function answer(file, response) {
  if (!file) {
    response.writeHead(404).end('not found');
    return;
  }
  response.writeHead(200, { 'content-type': typeOf(file), ...headers });
  fs.createReadStream(file).pipe(response);
}
