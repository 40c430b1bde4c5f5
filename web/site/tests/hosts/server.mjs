// server.mjs: the built site, and on the next port the pages of others, below / of each host's name: see pages.mjs.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { coursePort, distFolder, port } from '../browser/places.mjs';
import { makeHosts } from './pages.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
};

function answer(folder, pathname, response) {
  const name = decodeURIComponent(pathname);
  const file = path.join(folder, name.endsWith('/') ? `${name}index.html` : name);
  if (!file.startsWith(folder + path.sep) || !fs.existsSync(file))
    return void response.writeHead(404).end('not found');
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' });
  fs.createReadStream(file).pipe(response);
}

const server = http.createServer();
const { folder, viteDev, remove } = await makeHosts(server);
process.on('exit', remove);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());
server.on('request', (request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname.startsWith('/vite_dev/')) viteDev.middlewares(request, response);
  else answer(folder, pathname, response);
});
server.listen(coursePort, '127.0.0.1');
// Last, because Playwright begins when it answers.
http
  .createServer((request, response) =>
    answer(distFolder, new URL(request.url, 'http://localhost').pathname, response),
  )
  .listen(port, '127.0.0.1');
