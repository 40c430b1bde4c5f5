// serve.test.mjs: the static server: types, brotli, ranges, ETags, isolation headers, and nothing outside its folder.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import zlib from 'node:zlib';
import { serve } from '../serve.mjs';

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
      .request({ host: '127.0.0.1', port, path: address, headers, method }, response => {
        const chunks = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
        );
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

test('brotli goes only to those who ask for it', async () => {
  const plain = await get('/app.0123456789.js');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.body.toString(), content);
  const packed = await get('/app.0123456789.js', { 'accept-encoding': 'gzip, br' });
  assert.equal(packed.headers['content-encoding'], 'br');
  assert.equal(zlib.brotliDecompressSync(packed.body).toString(), content);
  assert.notEqual(packed.headers.etag, plain.headers.etag);
});

test('an unchanged file is not sent again', async () => {
  const { headers } = await get('/app.wasm');
  const again = await get('/app.wasm', { 'if-none-match': headers.etag });
  assert.equal(again.status, 304);
  assert.equal(again.body.length, 0);
});

test('ranges: middle, tail, and one that cannot be met', async () => {
  const middle = await get('/app.0123456789.js', { range: 'bytes=2-4' });
  assert.equal(middle.status, 206);
  assert.equal(middle.body.toString(), content.slice(2, 5));
  assert.equal(middle.headers['content-range'], `bytes 2-4/${content.length}`);
  assert.equal((await get('/app.0123456789.js', { range: 'bytes=-3' })).body.toString(), content.slice(-3));
  assert.equal((await get('/app.0123456789.js', { range: 'bytes=999999-' })).status, 416);
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

test('a folder without its slash is redirected, a missing page is 404, writing is refused', async () => {
  const redirect = await get('/dropout');
  assert.equal(redirect.status, 308);
  assert.equal(redirect.headers.location, '/dropout/');
  assert.equal((await get('/nothing.html')).status, 404);
  assert.equal((await get('/', {}, 'POST')).status, 405);
});

test('a busy port is one clear sentence', async () => {
  await assert.rejects(serve(folder, { port }), /Port \d+ is in use/);
});
