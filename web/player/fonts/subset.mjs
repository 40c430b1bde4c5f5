// subset.mjs: makes the two canvas fonts from Inter, run by hand when signs.txt changes.
//
//   npm install --no-save inter-ui@4.1.1 && node web/player/fonts/subset.mjs
// Only the tables that stb_truetype reads are kept: outlines, widths and the map from signs to outlines. Hinting and
// layout rules would double the size and are not used. Inter is under the SIL Open Font License: see inter_licence.txt.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const here = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(process.env.INTER_UI ?? path.join(here, '..', '..', '..', 'node_modules', 'inter-ui'));
const keptTables = new Set(['cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp']);

const signs = [...new Set(fs.readFileSync(path.join(here, 'signs.txt'), 'utf8').replaceAll('\n', ''))].join('');

// A font file is a directory of 16-byte entries (tag, checksum, offset, length) and the tables, aligned to 4 bytes.
function keepTables(font) {
  const entries = [];
  for (let i = 0; i < font.readUInt16BE(4); ++i) {
    const at = 12 + 16 * i;
    const tag = font.toString('latin1', at, at + 4);
    const [checksum, offset, length] = [4, 8, 12].map(shift => font.readUInt32BE(at + shift));
    if (keptTables.has(tag)) entries.push({ tag, checksum, bytes: font.subarray(offset, offset + length) });
  }
  const size =
    12 + 16 * entries.length + entries.reduce((sum, { bytes }) => sum + 4 * Math.ceil(bytes.length / 4), 0);
  const out = Buffer.alloc(size);
  font.copy(out, 0, 0, 4);
  out.writeUInt16BE(entries.length, 4);
  const power = 2 ** Math.floor(Math.log2(entries.length));
  out.writeUInt16BE(16 * power, 6);
  out.writeUInt16BE(Math.log2(power), 8);
  out.writeUInt16BE(16 * (entries.length - power), 10);
  let offset = 12 + 16 * entries.length;
  entries.forEach(({ tag, checksum, bytes }, i) => {
    const at = 12 + 16 * i;
    out.write(tag, at, 'latin1');
    out.writeUInt32BE(checksum, at + 4);
    out.writeUInt32BE(offset, at + 8);
    out.writeUInt32BE(bytes.length, at + 12);
    bytes.copy(out, offset);
    offset += 4 * Math.ceil(bytes.length / 4);
  });
  return out;
}

for (const [style, name] of [
  ['Regular', 'inter_regular.ttf'],
  ['SemiBold', 'inter_semibold.ttf'],
]) {
  const whole = fs.readFileSync(path.join(source, 'web', `Inter-${style}.woff2`));
  const subset = await subsetFont(whole, signs, { targetFormat: 'sfnt', noLayoutClosure: true });
  const font = keepTables(subset);
  fs.writeFileSync(path.join(here, name), font);
  console.log(`${name}: ${[...signs].length} signs, ${font.length} bytes`);
}
fs.copyFileSync(path.join(source, 'LICENSE.txt'), path.join(here, 'inter_licence.txt'));
