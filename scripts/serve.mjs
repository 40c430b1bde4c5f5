// serve.mjs: a small static server for dist/: MIME types, brotli files, ranges, ETags, isolation headers.
//
// Also a command of its own: node scripts/serve.mjs [folder]   PORT=8080 and HOST=127.0.0.1 are the defaults.
import { createReadStream, existsSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { isMain } from './lib/is_main.mjs';
import { inRoot } from './lib/paths.mjs';
import { Problem, runMain } from './lib/say.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.zip': 'application/zip',
  '.md': 'text/markdown; charset=utf-8',
};

// A name with a content hash (page.0123456789.js) never changes what it holds.
const hashedName = /[-._][0-9a-f]{10}(\.\w+)+$/;

const alwaysSent = {
  // Lets pages that are isolated themselves frame ours, and costs nothing otherwise.
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Accept-Ranges': 'bytes',
};

// The file that an address means, or undefined. Nothing outside `folder` is ever returned.
function fileFor(folder, address) {
  let relative;
  try {
    relative = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  if (relative.includes('\0')) return undefined;
  let file = path.join(folder, relative);
  if (file !== folder && !file.startsWith(folder + path.sep)) return undefined;
  let found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    // Without the slash every relative address of the page would be wrong.
    if (!relative.endsWith('/')) return { redirect: `${relative}/` };
    file = path.join(file, 'index.html');
    found = statSync(file, { throwIfNoEntry: false });
  }
  return found?.isFile() ? { file, found } : undefined;
}

// "bytes=a-b", "bytes=a-" or "bytes=-n" as { start, end }; null when it cannot be met; undefined when there is none.
function rangeOf(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? null : { start, end };
}

function answer(folder, request, response) {
  const fail = (status, text) => {
    response.writeHead(status, { ...alwaysSent, 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(`${text}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return fail(405, 'Only GET and HEAD.');
  const target = fileFor(folder, request.url);
  if (!target) return fail(404, 'No such page.');
  if (target.redirect) {
    response.writeHead(308, { ...alwaysSent, Location: encodeURI(target.redirect) });
    return response.end();
  }

  const type = types[path.extname(target.file)] ?? 'application/octet-stream';
  const wantsBrotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && !request.headers.range;
  const brotli = wantsBrotli && existsSync(`${target.file}.br`);
  const sent = brotli ? `${target.file}.br` : target.file;
  const { size, mtimeMs } = statSync(sent);
  const etag = `"${size.toString(16)}-${Math.round(mtimeMs).toString(16)}${brotli ? '-br' : ''}"`;
  const headers = {
    ...alwaysSent,
    'Content-Type': type,
    ETag: etag,
    Vary: 'Accept-Encoding',
    'Cache-Control': hashedName.test(target.file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(brotli && { 'Content-Encoding': 'br' }),
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers);
    return response.end();
  }
  const range = rangeOf(request.headers.range, size);
  if (range === null) {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${size}` });
    return response.end();
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) headers['Content-Range'] = `bytes ${start}-${end}/${size}`;
  response.writeHead(range ? 206 : 200, { ...headers, 'Content-Length': Math.max(0, end - start + 1) });
  if (request.method === 'HEAD' || size === 0) return response.end();
  return createReadStream(sent, { start, end })
    .on('error', () => response.destroy())
    .pipe(response);
}

// Serves a folder; port 0 picks a free one. Resolves to { server, port } once it listens.
export function serve(folder, { port = 8080, host = '127.0.0.1' } = {}) {
  const server = http.createServer((request, response) => answer(path.resolve(folder), request, response));
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      if (error.code === 'EADDRINUSE')
        reject(
          new Problem(
            `Port ${port} is in use: stop the other program, or choose another port: PORT=${port + 1} npm start`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(
          new Problem(`Port ${port} may not be used by this user: choose one above 1023, as in PORT=8080 npm start`),
        );
      else reject(error);
    });
    server.listen(port, host, () => resolve({ server, port: server.address().port }));
  });
}

// Where PORT and HOST say that we listen.
function askedPlace() {
  const asked = process.env.PORT ?? '8080';
  const port = Number(asked);
  if (!/^\d+$/.test(asked) || port > 65_535)
    throw new Problem(`PORT must be a number from 0 to 65535; it is "${asked}".`);
  return { port, host: process.env.HOST ?? '127.0.0.1' };
}

// A Problem when the asked port cannot be had.
export async function checkPort() {
  const { server } = await serve('.', askedPlace());
  server.close();
}

export async function serveDist(folder = inRoot('dist')) {
  const { port, host } = askedPlace();
  if (!existsSync(folder)) throw new Problem(`There is no ${folder} yet: npm run build makes it.`);
  const { server, port: taken } = await serve(folder, { port, host });
  console.log(`Dropout Lab: http://${host}:${taken}   (Ctrl+C stops it)`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

if (isMain(import.meta.url)) {
  await runMain(() => serveDist(process.argv[2] ? path.resolve(process.argv[2]) : undefined));
}
