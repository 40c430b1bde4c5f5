// serve.test.mjs: the static server: types, brotli, ETags, isolation headers, nothing outside its folder, and no request that ends it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import { accepts, serve } from '../serve.mjs';

const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'dropout_lab_serve_'));
const folder = path.join(outside, 'dist');
const content = 'console.log("0123456789");\n'.repeat(40);
let server;
let port;

before(async () => {
  fs.mkdirSync(path.join(folder, 'dropout'), { recursive: true });
  fs.writeFileSync(path.join(outside, 'secret.txt'), 'secret');
  fs.writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  fs.writeFileSync(path.join(folder, 'app.0123456789.js'), content);
  fs.writeFileSync(path.join(folder, 'app.0123456789.js.br'), zlib.brotliCompressSync(content));
  fs.writeFileSync(path.join(folder, 'app.wasm'), 'wasm');
  ({ server, port } = await serve(folder, { port: 0 }));
});

after(() => {
  server.close();
  fs.rmSync(outside, { recursive: true });
});

// A raw request: fetch() would tidy the address and unpack brotli before we see it.
function get(address, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    http
      .request({ host: '127.0.0.1', port, path: address, headers, method, timeout: 20_000 }, response => {
        const chunks = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
      .on('timeout', function () {
        this.destroy(new Error(`no answer to ${address.slice(0, 40)}`));
      })
      .on('error', reject)
      .end();
  });
}

test('a folder is its index page, with the headers that let isolated hosts frame it', async () => {
  const { status, headers, body } = await get('/');
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(headers['cross-origin-embedder-policy'], 'require-corp');
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  assert.equal(headers['cache-control'], 'no-cache');
  assert.equal(body.toString(), '<!doctype html>');
});

test('WebAssembly has the type that streaming compilation asks for', async () => {
  assert.equal((await get('/app.wasm')).headers['content-type'], 'application/wasm');
});

test('a hashed name may be kept for ever', async () => {
  assert.match((await get('/app.0123456789.js')).headers['cache-control'], /immutable/);
});

test('S14: brotli goes only to those who ask for it', async () => {
  const plain = await get('/app.0123456789.js');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.body.toString(), content);
  const packed = await get('/app.0123456789.js', { 'accept-encoding': 'gzip, br' });
  assert.equal(packed.headers['content-encoding'], 'br');
  assert.equal(zlib.brotliDecompressSync(packed.body).toString(), content);
  assert.notEqual(packed.headers.etag, plain.headers.etag);
  const refusing = await get('/app.0123456789.js', { 'accept-encoding': 'gzip, br;q=0' });
  assert.equal(refusing.headers['content-encoding'], undefined);
  assert.equal(refusing.body.toString(), content);
});

test('Accept-Encoding: weights, the star, and names that only hold the asked one', () => {
  for (const header of ['br', 'gzip, br;q=0.1', 'BR ; q=1.0', '*', 'gzip;q=0, *;q=0.5', 'br, *;q=0'])
    assert.equal(accepts(header, 'br'), true, header);
  for (const header of [
    undefined,
    '',
    'gzip',
    'br;q=0',
    'br; q=0.000',
    '*;q=0',
    '*, br;q=0',
    'x-br',
    'br-x',
    'br;q=no',
  ])
    assert.equal(accepts(header, 'br'), false, String(header));
});

test('an unchanged file is not sent again', async () => {
  const { headers } = await get('/app.wasm');
  const again = await get('/app.wasm', { 'if-none-match': headers.etag });
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
});

test('a part that is asked for comes as the whole', async () => {
  const { status, body } = await get('/app.0123456789.js', { range: 'bytes=2-4' });
  assert.equal(status, 200);
  assert.equal(body.toString(), content);
});

test('nothing outside the folder is served', async () => {
  for (const address of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/dropout/..%2f..%2fsecret.txt',
    '/%00',
    '/%',
  ]) {
    const { status, body } = await get(address);
    assert.equal(status, 404, address);
    assert.doesNotMatch(body.toString(), /secret/);
  }
});

test('S14: links are followed inside the folder and not out of it', async () => {
  fs.symlinkSync(path.join(folder, 'app.wasm'), path.join(folder, 'inside.wasm'));
  assert.equal((await get('/inside.wasm')).body.toString(), 'wasm');
  fs.symlinkSync(path.join(outside, 'secret.txt'), path.join(folder, 'link.txt'));
  fs.symlinkSync(outside, path.join(folder, 'up'));
  fs.symlinkSync(path.join(outside, 'secret.txt'), path.join(folder, 'dropout', 'index.html'));
  fs.symlinkSync(path.join(outside, 'secret.txt'), path.join(folder, 'app.wasm.br'));
  for (const address of ['/link.txt', '/up/secret.txt', '/up', '/dropout/'])
    assert.equal((await get(address)).status, 404, address);
  assert.equal(
    (await get('/app.wasm', { 'accept-encoding': 'br' })).body.toString(),
    'wasm',
    'the packed copy is a link',
  );
});

test('a folder without its slash is redirected, a missing page is 404, writing is refused', async () => {
  const redirect = await get('/dropout?p=0.3');
  assert.equal(redirect.status, 308);
  assert.equal(redirect.headers.location, '/dropout/?p=0.3');
  assert.equal((await get('/nothing.html')).status, 404);
  assert.equal((await get('/', {}, 'POST')).status, 405);
});

test('S8: a redirect stays on this host', async () => {
  for (const address of ['/%2F127.0.0.1:8402/..%2fdropout', '//other.example/%2f%2fdropout', '/%2f%2fdropout'])
    assert.equal((await get(address)).headers.location, '/dropout/', address);
  assert.equal((await get('/%2f')).headers.location, '/');
});

test('S1: a request that the file system refuses is 404, and the server goes on', async () => {
  fs.symlinkSync('loop', path.join(folder, 'loop'));
  for (const address of [
    `/${'a'.repeat(300)}`,
    `/${'a/'.repeat(3000)}`,
    '/app.wasm/',
    '/app.wasm/x',
    '/loop',
    '//',
    '/%ff',
  ])
    assert.equal((await get(address)).status, 404, address.slice(0, 20));
  assert.equal((await get('/')).status, 200);
});

// Open files of this process that lie in the folder; undefined where the system does not tell.
function openFiles() {
  const own = '/proc/self/fd';
  if (!fs.existsSync(own)) return undefined;
  return fs.readdirSync(own).filter(name => {
    try {
      return fs.readlinkSync(path.join(own, name)).startsWith(folder);
    } catch {
      return false;
    }
  }).length;
}

test('S2: a reader that leaves in the middle leaves no file open', { skip: openFiles() === undefined }, async () => {
  // More than the buffers of a connection take.
  fs.writeFileSync(path.join(folder, 'large.zip'), Buffer.alloc(20_000_000));
  for (let i = 0; i < 5; i += 1) {
    await new Promise((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port, path: '/large.zip', agent: false }, response => {
        response.once('data', () => {
          assert.equal(openFiles(), 1, 'the download is under way');
          request.destroy();
          resolve();
        });
        response.on('error', () => {});
      });
      request.on('error', reject);
    });
    // The server hears of it by an event of its own, and a thread closes the file: some answers later, on a busy machine many.
    for (let tries = 0; openFiles() > 0 && tries < 5000; tries += 1) await get('/');
    assert.equal(openFiles(), 0);
  }
});

test('S14: a request for somebody else’s name is refused: their page would read ours as its own', async () => {
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil-localhost',
    '127.0.0.1:80:80',
    '127.0.0.1@evil.example',
    '[::1].evil.example',
    '1.2.3',
  ]) {
    const { status, body } = await get('/', { host });
    assert.equal(status, 421, host);
    assert.match(body.toString(), /HOST_NAMES/, host);
  }
  for (const host of [`127.0.0.1:${port}`, 'localhost', 'LOCALHOST:9999', `[::1]:${port}`, '[::1]', '10.0.0.7:80'])
    assert.equal((await get('/', { host })).status, 200, host);
});

test('S14: names that this machine has besides are told to it', async () => {
  const named = await serve(folder, { port: 0, host: 'localhost', hostNames: ['lab.example', 'tunnel.example'] });
  try {
    const statusFor = host =>
      new Promise((resolve, reject) => {
        http
          .get({ host: 'localhost', port: named.port, path: '/', headers: { host }, agent: false }, response => {
            response.resume();
            resolve(response.statusCode);
          })
          .on('error', reject);
      });
    assert.equal(await statusFor('lab.example'), 200);
    assert.equal(await statusFor('Tunnel.example:443'), 200);
    assert.equal(await statusFor('other.lab.example'), 421);
  } finally {
    named.server.close();
  }
});

test('a busy port is one clear sentence', async () => {
  await assert.rejects(serve(folder, { port }), /Port \d+ is in use/);
});
