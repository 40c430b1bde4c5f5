// serve.mjs: a small static server for dist/: MIME types, brotli files, ETags, isolation headers.
//
// Also a command of its own: node scripts/serve.mjs [folder]   PORT=8080 and HOST=127.0.0.1 are the defaults;
// HOST_NAMES=lab.example,10.0.0.7 names what else this machine is called in addresses.
import { existsSync } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import http from 'node:http';
import { isIP } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
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
};

// The real path of a file in the folder `top`; rejects when there is none, or when a symbolic link leads out of it.
async function realInside(top, file) {
  const real = await realpath(file);
  if (real !== top && !real.startsWith(top + path.sep)) throw new Error('outside of the folder');
  return real;
}

// What an address means: { file, packed? }, packed being its brotli copy, or { redirect } for a folder without its
// slash. Rejects when it means nothing in the folder.
async function targetOf(folder, address) {
  const { pathname, search } = new URL(address, 'http://localhost');
  const top = await realpath(folder);
  let file = await realInside(top, path.join(top, decodeURIComponent(pathname)));
  if ((await stat(file)).isDirectory()) {
    if (!pathname.endsWith('/')) {
      // Else every relative address of the page would be wrong. Named anew from the folder down, because the address may
      // hold a second slash at its start, which a browser would take for another host.
      const names = path.relative(top, file).split(path.sep).filter(Boolean);
      return { redirect: `${['', ...names.map(encodeURIComponent), ''].join('/')}${search}` };
    }
    file = await realInside(top, path.join(file, 'index.html'));
  }
  return { file, packed: await realInside(top, `${file}.br`).catch(() => undefined) };
}

// Does the header Accept-Encoding allow this coding? "br;q=0" forbids it, "*" allows what is not named.
export function accepts(header, coding) {
  const qualities = new Map();
  for (const item of (header ?? '').toLowerCase().split(',')) {
    const [name, ...parameters] = item.split(';').map(part => part.trim());
    const quality = parameters.find(parameter => parameter.startsWith('q='))?.slice(2);
    qualities.set(name, quality === undefined ? 1 : Number(quality));
  }
  return (qualities.get(coding) ?? qualities.get('*') ?? 0) > 0;
}

// Sends an open file with the headers that it needs.
async function send(handle, { type, name, brotli }, request, response) {
  const found = await handle.stat();
  if (!found.isFile()) return refuse(response, 404, 'No such page.');
  const etag = `"${found.size.toString(16)}-${Math.round(found.mtimeMs).toString(16)}${brotli ? '-br' : ''}"`;
  const headers = {
    ...alwaysSent,
    'Content-Type': type,
    ETag: etag,
    Vary: 'Accept-Encoding',
    'Cache-Control': hashedName.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(brotli && { 'Content-Encoding': 'br' }),
  };
  if (request.headers['if-none-match'] === etag) return response.writeHead(304, headers).end();
  response.writeHead(200, { ...headers, 'Content-Length': found.size });
  if (request.method === 'HEAD') return response.end();
  // Unlike pipe() it closes the file when the reader goes away.
  return pipeline(handle.createReadStream({ autoClose: false }), response);
}

function refuse(response, status, text) {
  response.writeHead(status, { ...alwaysSent, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

// The name in a Host header, without its port: "127.0.0.1", "[::1]", "lab.example".
const nameOf = header => /^(\[[\da-f:.]+\]|[^:]*)(?::\d*)?$/.exec((header ?? '').toLowerCase())?.[1] ?? '';

// A page anywhere can have its own name point at 127.0.0.1 and then read what we serve as its own (DNS rebinding). So we
// answer only to names that are ours: an address in numbers, which is nobody's to point elsewhere, localhost, and what
// HOST and HOST_NAMES say. The port may be another: a tunnel or a container has its own.
const isOurs = (name, names) =>
  isIP(name.replace(/^\[|\]$/g, '')) > 0 || name === 'localhost' || names.includes(name);

async function answer({ folder, names }, request, response) {
  if (!isOurs(nameOf(request.headers.host), names))
    return refuse(response, 421, 'This server does not go by that name. HOST_NAMES=name,name tells it more of them.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Only GET and HEAD.');
  const { redirect, file, packed } = await targetOf(folder, request.url);
  if (redirect) return response.writeHead(308, { ...alwaysSent, Location: redirect }).end();

  const brotli = packed !== undefined && accepts(request.headers['accept-encoding'], 'br');
  const handle = await open(brotli ? packed : file);
  try {
    const type = types[path.extname(file)] ?? 'application/octet-stream';
    await send(handle, { type, name: file, brotli }, request, response);
  } finally {
    await handle.close();
  }
}

// An error of one request stays with it: a name that the file system refuses, a file that vanishes, a reader that leaves.
function answerOrRefuse(site, request, response) {
  answer(site, request, response).catch(() => {
    if (response.headersSent) response.destroy();
    else refuse(response, 404, 'No such page.');
  });
}

// Serves a folder; port 0 picks a free one. hostNames: see isOurs. Resolves to { server, port } once it listens.
export function serve(folder, { port = 8080, host = '127.0.0.1', hostNames = [] } = {}) {
  const site = { folder: path.resolve(folder), names: [host, ...hostNames] };
  const server = http.createServer((request, response) => answerOrRefuse(site, request, response));
  return new Promise((resolve, reject) => {
    // Stays: an error without a listener would end the process.
    server.on('error', error => {
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

// Where PORT and HOST say that we listen, and under which names.
function askedPlace() {
  const asked = process.env.PORT ?? '8080';
  const port = Number(asked);
  if (!/^\d+$/.test(asked) || port > 65_535)
    throw new Problem(`PORT must be a number from 0 to 65535; it is "${asked}".`);
  const hostNames = (process.env.HOST_NAMES ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return { port, host: process.env.HOST ?? '127.0.0.1', hostNames };
}

// A Problem when the asked port cannot be had.
export async function checkPort() {
  const { server } = await serve('.', askedPlace());
  server.close();
}

export async function serveDist(folder = inRoot('dist')) {
  const { host, ...place } = askedPlace();
  if (!existsSync(folder)) throw new Problem(`There is no ${folder} yet: npm run build makes it.`);
  const { server, port: taken } = await serve(folder, { host, ...place });
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
