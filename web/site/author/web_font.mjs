// web_font.mjs: the fonts of the canvas as fonts of the page, so that figure and controls show one hand.
//
// The canvas keeps only the tables that its program reads; browsers insist on three more: name, OS/2 and post.

const tablesOf = font =>
  Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index;
    const [offset, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    return { tag: font.toString('latin1', at, at + 4), bytes: font.subarray(offset, offset + length) };
  });

function windowsMetrics(hhea, weight) {
  const table = Buffer.alloc(96);
  const [ascent, descent, gap] = [4, 6, 8].map(at => hhea.readInt16BE(at));
  table.writeUInt16BE(4, 0); // version
  table.writeUInt16BE(weight, 4);
  table.writeUInt16BE(5, 6); // normal width
  table.write('NONE', 58, 'latin1'); // vendor
  table.writeUInt16BE(0x40 | 0x80, 62); // regular; use the typographic measures
  table.writeUInt16BE(0x20, 64); // first sign
  table.writeUInt16BE(0xffff, 66); // last sign
  table.writeInt16BE(ascent, 68);
  table.writeInt16BE(descent, 70);
  table.writeInt16BE(gap, 72);
  table.writeUInt16BE(ascent, 74);
  table.writeUInt16BE(-descent, 76);
  return table;
}

function noGlyphNames() {
  const table = Buffer.alloc(32);
  table.writeUInt32BE(0x00030000, 0);
  return table;
}

// An empty name table: the style sheet names the font.
function noNames() {
  const table = Buffer.alloc(6);
  table.writeUInt16BE(6, 4);
  return table;
}

const checksum = bytes => {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const word = Buffer.alloc(4);
    bytes.copy(word, 0, at, Math.min(at + 4, bytes.length));
    sum = (sum + word.readUInt32BE(0)) >>> 0;
  }
  return sum;
};

// font: an sfnt with TrueType outlines. weight: as in CSS.
export function webFont(font, weight) {
  const kept = tablesOf(font);
  const hhea = kept.find(({ tag }) => tag === 'hhea')?.bytes;
  if (!hhea) throw new Error('this is no font: it has no table hhea');
  const added = { 'OS/2': windowsMetrics(hhea, weight), name: noNames(), post: noGlyphNames() };
  const tables = [
    ...kept.filter(({ tag }) => !(tag in added)),
    ...Object.entries(added).map(([tag, bytes]) => ({ tag, bytes })),
  ].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  const directory = Buffer.alloc(12 + 16 * tables.length);
  font.copy(directory, 0, 0, 4);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  [tables.length, 16 * power, Math.log2(power), 16 * (tables.length - power)].forEach((value, index) =>
    directory.writeUInt16BE(value, 4 + 2 * index),
  );
  const parts = [directory];
  let offset = directory.length;
  tables.forEach(({ tag, bytes }, index) => {
    const at = 12 + 16 * index;
    directory.write(tag, at, 'latin1');
    [checksum(bytes), offset, bytes.length].forEach((value, place) =>
      directory.writeUInt32BE(value, at + 4 + 4 * place),
    );
    parts.push(bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4));
    offset += 4 * Math.ceil(bytes.length / 4);
  });
  return Buffer.concat(parts);
}
