// server.mjs: serves the built site for the browser tests, below / and below an unknown sub-path, as a strict host would;
// and on the next port pages of somebody else, whose HTML and headers stand in the address.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { coursePort, distFolder, policy, port } from './places.mjs';

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

const headers = {
  'content-security-policy': policy,
  // So that hosts which isolate themselves may frame us.
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-store',
};

// The file that an address means, or undefined.
function fileOf(address) {
  try {
    const { pathname } = new URL(address, 'http://localhost');
    const name = decodeURIComponent(pathname).replace(/^\/some\/sub\/path\//, '/');
    const file = path.join(distFolder, name.endsWith('/') ? `${name}index.html` : name);
    return file.startsWith(distFolder + path.sep) && fs.statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

http
  .createServer((request, response) => {
    const file = fileOf(request.url);
    if (!file) {
      response.writeHead(404).end('not found');
      return;
    }
    const type = types[path.extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, ...headers });
    fs.createReadStream(file).pipe(response);
  })
  .listen(port, '127.0.0.1');

http
  .createServer((request, response) => {
    const { searchParams } = new URL(request.url, 'http://localhost');
    const ownHeaders = JSON.parse(searchParams.get('headers') ?? '{}');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...ownHeaders });
    response.end(searchParams.get('html') ?? '');
  })
  .listen(coursePort, '127.0.0.1');
