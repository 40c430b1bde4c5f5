// budget.test.mjs: what a reader downloads before the first touch of a figure: at most 400 KB in brotli, page by page.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const dist = path.resolve(process.env.DROPOUT_DIST || path.join(repository, 'dist'));
const limit = 400 * 1024;

const pages = ['.', 'dropout', 'embed'].flatMap(folder =>
  fs
    .readdirSync(path.join(dist, folder))
    .filter(name => name.endsWith('.html'))
    .map(name => path.join(folder, name)),
);

// As a server with brotli sends it; fonts are compressed already.
const transferred = file => fs.statSync(fs.existsSync(`${file}.br`) ? `${file}.br` : file).size;

// Page, styles, their fonts, scripts, and the program with its Worker: all that a page names, except the base64 copy,
// which is only for file: pages, and links to other pages.
function filesOf(page) {
  const html = fs.readFileSync(path.join(dist, page), 'utf8');
  const files = new Set([path.join(dist, page)]);
  const add = (address, from) => files.add(path.resolve(path.dirname(from), address));
  for (const [, address] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)) add(address, path.join(dist, page));
  for (const [, address] of html.matchAll(/<link[^>]*rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"/g))
    add(address, path.join(dist, page));
  const lesson = html.match(/<script[^>]*\ssrc="([^"]*\/lesson\.[^"]+)"/)?.[1];
  if (lesson && html.includes('<figure'))
    for (const [, name] of html.matchAll(/\sdata-(?:app|wasm|worker)="([^"]+)"/g))
      add(name, path.resolve(dist, path.dirname(page), lesson));
  for (const style of [...files].filter(file => file.endsWith('.css')))
    for (const [, address] of fs.readFileSync(style, 'utf8').matchAll(/url\(["']?([^"')]+)["']?\)/g))
      if (!address.startsWith('data:')) add(address, style);
  return [...files];
}

for (const page of pages)
  test(`${page} needs at most 400 KB for the first interaction`, context => {
    const files = filesOf(page);
    if (fs.readFileSync(path.join(dist, page), 'utf8').includes('<figure'))
      assert.ok(
        files.some(file => file.endsWith('.wasm')),
        'the program is counted',
      );
    const sizes = files.map(file => [path.relative(dist, file), transferred(file)]);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    context.diagnostic(
      `${page}: ${(total / 1024).toFixed(0)} KB (${sizes.map(([name, size]) => `${name} ${(size / 1024).toFixed(1)}`).join(', ')})`,
    );
    assert.ok(total <= limit, `${(total / 1024).toFixed(0)} KB`);
  });

test('embed.js stays tiny: other people pay for it', () => {
  assert.ok(fs.statSync(path.join(dist, 'embed.js')).size <= 2048);
});
