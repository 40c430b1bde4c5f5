// permalink.ts: reads and writes the state of a widget in an address. Pure: no DOM, never throws.
//
//   page.html?p=0.3&seed=7&ticks=200          the page's first widget (an embed page has only one)
//   page.html#p=0.3                           the same in the fragment; the fragment wins over the query
//   page.html#mask_main?p=0.3                 the figure with that id
//   hide=p,seed and lock=p                    teachers' keys: controls that are not shown or cannot be changed
import { findParam, linkText } from './declaration.js';
import type { Declaration, LooseValue, ParamInfo, Values } from './declaration.js';

// What stands in an address for one figure, not yet compared with what the widget knows.
export interface RawLink {
  readonly pairs: readonly (readonly [key: string, text: string])[];
  readonly hide: readonly string[];
  readonly lock: readonly string[];
  readonly malformed: readonly string[]; // what stood in hide or lock and can be no id
}

export interface CheckedLink {
  readonly values: Readonly<Record<string, number>>;
  readonly ticks: number | null;
  readonly warnings: readonly string[];
}

// The longest text that can be a value: an RNG seed has 10 digits, a choice is a word.
const longestValue = 60;

export function readLink(search: string, hash: string, figureId: string, isFirst: boolean): RawLink {
  const fragment = splitFragment(hash);
  const entries: [string, string][] = [];
  if (isFirst) entries.push(...parsePairs(search));
  if (fragment.figure === figureId || (fragment.figure === '' && isFirst))
    entries.push(...parsePairs(fragment.pairs));

  const pairs = new Map<string, string>();
  let hide: string[] = [];
  let lock: string[] = [];
  const malformed: string[] = [];
  for (const [key, text] of entries) {
    if (key === 'hide') hide = idList(text, malformed);
    else if (key === 'lock') lock = idList(text, malformed);
    else pairs.set(key, text);
  }
  return { pairs: [...pairs], hide, lock, malformed };
}

export function checkLink(link: RawLink, declaration: Declaration): CheckedLink {
  const values: Record<string, number> = {};
  const warnings: string[] = [];
  let ticks: number | null = null;

  for (const [key, text] of link.pairs) {
    if (key === 'ticks') {
      const limits = { min: 0, max: declaration.playback.max_ticks };
      ticks = boundedNumber(key, text, limits, warnings);
      if (ticks !== null) ticks = Math.round(ticks);
      continue;
    }
    const param = findParam(declaration, key);
    if (!param) {
      warnings.push(`the link's key "${shorten(key)}" is not a parameter of ${declaration.id}; it is ignored`);
      continue;
    }
    const value = valueFromText(param, text, warnings);
    if (value !== null) values[key] = value;
  }
  for (const key of [...link.hide, ...link.lock, ...link.malformed])
    if (!isControl(declaration, key))
      warnings.push(`"${shorten(key)}" in hide or lock is not a control of ${declaration.id}; it is ignored`);
  return { values, ticks, warnings };
}

// Only what differs from `start`, in the order of the declaration; "" when nothing does.
export function writeLink(
  declaration: Declaration,
  values: Values,
  ticks: number,
  start: { readonly values: Values; readonly ticks: number },
  fixed: { readonly hide: readonly string[]; readonly lock: readonly string[] } = { hide: [], lock: [] },
): string {
  const query = new URLSearchParams();
  for (const param of declaration.params) {
    const value = values[param.id];
    if (value === undefined || !Number.isFinite(value)) continue;
    const text = linkText(param, value);
    if (text !== linkText(param, start.values[param.id] ?? param.default)) query.set(param.id, text);
  }
  if (ticks !== start.ticks) query.set('ticks', String(ticks));
  // A comma is legal in a query and reads better than %2C.
  let text = query.toString();
  for (const [key, ids] of Object.entries(fixed))
    if (ids.length > 0) text += `${text ? '&' : ''}${key}=${ids.map(encodeURIComponent).join(',')}`;
  return text;
}

// The value a text, number or boolean means for a parameter; null, with a warning, if it means none.
export function valueFromLoose(param: ParamInfo, value: LooseValue, warnings: string[]): number | null {
  return valueFromText(param, typeof value === 'boolean' ? String(Number(value)) : String(value), warnings);
}

function valueFromText(param: ParamInfo, text: string, warnings: string[]): number | null {
  if (param.kind === 'choice') {
    const byName = param.choices?.indexOf(text) ?? -1;
    if (byName >= 0) return byName;
  }
  if (param.kind === 'toggle') {
    if (text === 'true' || text === 'on') return 1;
    if (text === 'false' || text === 'off') return 0;
  }
  return boundedNumber(param.id, text, limitsOf(param), warnings);
}

function limitsOf(param: ParamInfo): { min: number; max: number } {
  if (param.kind === 'choice') return { min: 0, max: Math.max(0, (param.choices?.length ?? 1) - 1) };
  if (param.kind === 'toggle') return { min: 0, max: 1 };
  return { min: param.min, max: param.max };
}

function boundedNumber(
  key: string,
  text: string,
  limits: { min: number; max: number },
  warnings: string[],
): number | null {
  // Number("") is 0, Number("0x10") is 16: only plain decimal numbers count.
  const plain = text.length <= longestValue && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  const value = plain ? Number(text) : NaN;
  if (!Number.isFinite(value)) {
    warnings.push(`the value "${shorten(text)}" of "${key}" is not a number it can take; it is ignored`);
    return null;
  }
  const bounded = Math.min(limits.max, Math.max(limits.min, value));
  if (bounded !== value)
    warnings.push(
      `the value ${shorten(text)} of "${key}" is outside ${limits.min} to ${limits.max}; ${bounded} is used`,
    );
  return bounded;
}

function isControl(declaration: Declaration, id: string): boolean {
  return (
    findParam(declaration, id) !== undefined ||
    declaration.actions.some(action => action.id === id) ||
    builtIn.has(id)
  );
}
const builtIn: ReadonlySet<string> = new Set(['reset', 'step', 'run', 'pause', 'new_seed']);

function splitFragment(hash: string): { figure: string; pairs: string } {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  const mark = text.indexOf('?');
  if (mark >= 0) return { figure: text.slice(0, mark), pairs: text.slice(mark + 1) };
  // "#p=0.3" is state for the page's widget, "#mask_main" is only a place on the page.
  return text.includes('=') ? { figure: '', pairs: text } : { figure: text, pairs: '' };
}

// URLSearchParams never throws: percent garbage becomes replacement characters.
function parsePairs(text: string): [string, string][] {
  return [...new URLSearchParams(text)].slice(0, 100);
}

function idList(text: string, malformed: string[]): string[] {
  const ids = text
    .split(',')
    .slice(0, 50)
    .map(id => id.trim());
  const isId = (id: string) => /^[a-z][a-z0-9_]{0,59}$/.test(id);
  malformed.push(...ids.filter(id => id !== '' && !isId(id)));
  return ids.filter(isId);
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
