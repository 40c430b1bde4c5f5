// saved_state.ts: the bytes of a saved run: eight of a header, then what the engine wrote.
//
// "DRO", the version of this layout, then the FNV-1a checksum of all that follows, the low byte first.
import * as check from './check.ts';

const mark = [0x44, 0x52, 0x4f, 1];
const headerSize = 8;

function checksum(bytes: Uint8Array): number[] {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return [0, 8, 16, 24].map(shift => (hash >>> shift) & 255);
}

export function sealed(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(headerSize + content.length);
  bytes.set([...mark, ...checksum(content)]);
  bytes.set(content, headerSize);
  return bytes;
}

// The content, of this size, as a copy of our own.
export function opened(where: string, state: unknown, size: number): Uint8Array {
  if (check.kindOf(state) !== 'Uint8Array') throw new TypeError(`${where}: not a Uint8Array, as save() gives it`);
  const bytes = new Uint8Array(state as Uint8Array);
  if (bytes.length !== headerSize + size)
    throw new RangeError(`${where}: ${bytes.length} bytes, where a run with these options has ${headerSize + size}`);
  const content = bytes.slice(headerSize);
  const header = [...mark, ...checksum(content)];
  if (header.some((byte, at) => byte !== bytes[at]))
    throw new RangeError(
      `${where}: these are not the bytes that save() gave: they were altered or are of another version`,
    );
  return content;
}
