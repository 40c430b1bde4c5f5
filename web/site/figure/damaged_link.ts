// damaged_link.ts: what mail programs, forums and other keyboards do to a link, undone where the meaning is clear.
import type { ParamInfo } from '../compute/declaration.js';

// "&" and "=" escaped once too often, or twice ("&amp;amp;"), or typed on a wide keyboard.
const and = /(?:&(?:(?:amp|#0*38|#x0*26)(?:;|%3B))+|＆|%EF%BC%86)/gi;
const equals = /＝|%EF%BC%9D/gi;
// What followed the address in its sentence: "(…?p=0.3)." A written link never ends so.
const afterAddress = /(?:[)\]}>.,;:!?"'`*]|%(?:20|22|27|3E|C2%A0|C2%BB|E2%80%9[9D]|E3%80%8[12]))+$/i;
const minus = /^[\u2010-\u2015\u2212]/;

// Wide letters and digits as plain ones, blanks around taken away.
const plain = (text: string): string => text.normalize('NFKC').trim();

// The pairs as they stand there, each for itself.
export const splitPairs = (text: string): string[] => text.replace(and, '&').split('&').filter(Boolean);
export const mendedPairs = (text: string): string =>
  splitPairs(text.replace(afterAddress, '')).join('&').replace(equals, '=');

// "&#38;" begins a fragment where the browser reads it.
export function mendedParts(search: string, hash: string): { search: string; hash: string } {
  const rest = /^#(?:0*38|x0*26);(.*)$/is.exec(hash)?.[1];
  return rest === undefined || !search.endsWith('&') ? { search, hash } : { search: search + rest, hash: '' };
}

// Telephones begin with a capital.
export const mendedKey = (key: string): string => plain(key).toLowerCase();

export const mendedIds = (text: string): string[] =>
  plain(text)
    .toLowerCase()
    .split(/[\s,;、]+/);

// A decimal comma the models read themselves.
export function mendedValue(text: string, { kind, choices }: Pick<ParamInfo, 'kind' | 'choices'>): string {
  if (choices) {
    const meant = plain(text).toLowerCase();
    return choices.includes(text) ? text : (choices.find(choice => choice.toLowerCase() === meant) ?? text);
  }
  const mended = plain(text);
  return kind === 'toggle' ? mended.toLowerCase() : mended.replace(minus, '-');
}
