// web_font.test.mjs: the canvas font as browsers take it: its own tables unchanged, the three that they insist on besides.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { siteFolder } from '../author/site.mjs';
import { webFont } from '../author/web_font.mjs';

const file = path.join(siteFolder, '..', 'player', 'fonts', 'inter_regular.ttf');

function tablesOf(font) {
  const entries = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  return new Map(
    entries.map(at => {
      const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
      assert.equal(offset % 4, 0);
      assert.ok(offset + length <= font.length);
      return [font.toString('latin1', at, at + 4), font.subarray(offset, offset + length)];
    }),
  );
}

test('every table of the canvas font is there, byte for byte, and what browsers insist on', () => {
  const font = fs.readFileSync(file);
  const made = tablesOf(webFont(font, 600));
  for (const [tag, bytes] of tablesOf(font)) assert.deepEqual(made.get(tag), bytes, tag);
  for (const tag of ['OS/2', 'name', 'post', 'cmap', 'head', 'hhea', 'hmtx', 'maxp']) assert.ok(made.has(tag), tag);
  assert.equal(made.get('OS/2').readUInt16BE(4), 600, 'the weight');
  assert.deepEqual([...made.keys()], [...made.keys()].sort(), 'in the order of their names');
});

test('what is no font is refused', () => {
  assert.throws(() => webFont(Buffer.alloc(12), 400), /no table hhea/);
});
