// damaged_link.ts: what mail programs, forums and other keyboards do to a link, undone where the meaning is clear.
import type { ParamInfo } from '../compute/declaration.js';

// Escaped once too often, or twice: "&amp;" for "&". And what followed the address in its sentence: "(…?p=0.3)."
const escapedAnd = /&(?:amp;|#0*38;|#x0*26;)+/gi;
const afterAddress = /[)\]}>.,;:!?"'»”’]+$/;

export const mendedPairs = (text: string): string => text.replace(escapedAnd, '&').replace(afterAddress, '');

// "0,3" where a number is wanted, and a minus sign as it is printed.
export function mendedValue(text: string, { kind }: Pick<ParamInfo, 'kind'>): string {
  if (kind !== 'slider' && kind !== 'stepper') return text;
  const plain = text.trim().replace(/^\u2212/, '-');
  return /^[-+]?\d+,\d+$/.test(plain) ? plain.replace(',', '.') : plain;
}
