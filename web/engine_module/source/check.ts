// check.ts: judges what callers hand in; an error says where the value stands, what it is and what it may be.

// Where a value stands. A string, or for the elements of a long array something that becomes one only in an error.
type Place = string | { toString(): string };

class ElementPlace {
  at = 0;
  constructor(private readonly list: string) {}
  toString(): string {
    return `${this.list}[${this.at}]`;
  }
}

// Of any realm: a test runner's page, a frame.
export const kindOf = (value: unknown): string => Object.prototype.toString.call(value).slice('[object '.length, -1);

// A value as it would be typed, shortened.
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return `an object (${value.constructor?.name ?? 'without class'})`;
  return typeof value === 'function' ? 'a function' : String(value);
}

export type Bounds = {
  min?: number;
  max?: number;
  // The bound itself is not allowed.
  above?: number;
  below?: number;
};

function boundsText({ min, max, above, below }: Bounds): string {
  const low = min !== undefined ? `[${min}` : above !== undefined ? `(${above}` : '(-∞';
  const high = max !== undefined ? `${max}]` : below !== undefined ? `${below})` : '∞)';
  return `${low}, ${high}`;
}

export function number(where: Place, value: unknown, bounds: Bounds = {}): number {
  if (typeof value !== 'number') throw new TypeError(`${where}: ${shown(value)} is not a number`);
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity } = bounds;
  const inside = value >= min && value <= max && value > above && value < below && Number.isFinite(value);
  if (!inside) throw new RangeError(`${where}: ${shown(value)} is not in ${boundsText(bounds)}`);
  return value;
}

// The probability of ZEROING.
export function rate(where: Place, value: unknown): number {
  return number(where, value, { min: 0, max: 1 });
}

// Where 1 / (1 - p) has to exist.
export function rateBelowOne(where: string, value: unknown): number {
  return number(where, value, { min: 0, below: 1 });
}

// What nets keep: a number beyond the range of single precision would be infinite there.
const largestFloat = 2 ** 128 - 2 ** 104;
export function float(where: Place, value: unknown): number {
  return number(where, value, { min: -largestFloat, max: largestFloat });
}

export function integer(where: Place, value: unknown, min: number, max: number): number {
  if (typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value))
    throw new RangeError(`${where}: ${shown(value)} is not a whole number`);
  return number(where, value, { min, max });
}

// A key of the random numbers: 0 to 2^64 - 1, as a number up to 2^53 - 1 or as a bigint.
export function seed(where: string, value: unknown): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value === 'bigint' && value >= 0n && value < 1n << 64n) return value;
  if (typeof value !== 'number' && typeof value !== 'bigint')
    throw new TypeError(`${where}: ${shown(value)} is neither a number nor a bigint`);
  throw new RangeError(`${where}: ${shown(value)} is not a whole number in [0, 2^53 - 1], nor a bigint below 2^64`);
}

export function flag(where: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError(`${where}: ${shown(value)} is neither true nor false`);
  return value;
}

// The place of a word in the list of the words allowed, which is the number that the engine knows it by.
export function choice(where: string, value: unknown, words: readonly string[]): number {
  const at = typeof value === 'string' ? words.indexOf(value) : -1;
  if (at < 0) throw new RangeError(`${where}: ${shown(value)} is none of ${words.map(shown).join(', ')}`);
  return at;
}

// Settings by name, each read once into a copy of our own: a getter may say something else the second time, and what
// somebody put on all objects is no setting. An unknown name is most likely a misspelt one.
export function settings<Settings extends object>(
  where: string,
  value: Settings | undefined,
  known: readonly string[],
): Partial<Settings> {
  const own = Object.create(null) as Record<string, unknown>;
  if (value === undefined) return own as Partial<Settings>;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${where}: ${shown(value)} is not an object with settings`);
  for (const key of Object.keys(value)) {
    if (!known.includes(key))
      throw new TypeError(`${where}: there is no setting ${shown(key)}; known: ${known.join(', ')}`);
    own[key] = (value as Record<string, unknown>)[key];
  }
  return own as Partial<Settings>;
}

// Judged numbers: a copy of our own, so that what is used is what was judged.
export type Numbers = Float64Array;

export type LengthRule = {
  length?: number;
  minLength?: number;
  maxLength?: number;
  multipleOf?: number;
  is?: string;
};

function checkLength(where: string, found: number, rule: LengthRule): void {
  const { length, minLength = 0, maxLength = 2 ** 28, multipleOf = 1, is } = rule;
  const reason = is ? ` (${is})` : '';
  if (length !== undefined && found !== length)
    throw new RangeError(`${where}: ${found} values, where ${length} are needed${reason}`);
  if (found < minLength)
    throw new RangeError(`${where}: ${found} values, where at least ${minLength} are needed${reason}`);
  if (found > maxLength)
    throw new RangeError(`${where}: ${found} values, where at most ${maxLength} are allowed${reason}`);
  if (found % multipleOf !== 0)
    throw new RangeError(`${where}: ${found} values are no multiple of ${multipleOf}${reason}`);
}

const finite = (where: Place, value: unknown): number => number(where, value);

// An array or typed array of numbers, each judged by `judge`.
export function numbers(
  where: string,
  value: unknown,
  rule: LengthRule = {},
  judge: (where: Place, value: unknown) => number = finite,
): Numbers {
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  if (!isList) throw new TypeError(`${where}: ${shown(value)} is not an array of numbers`);
  const list = value as unknown as ArrayLike<unknown>;
  const { length } = list;
  checkLength(where, length, rule);
  const own = new Float64Array(length);
  const place = new ElementPlace(where);
  for (; place.at < length; place.at += 1) own[place.at] = judge(place, list[place.at]);
  return own;
}

// 0 or 1, the labels of classes and the cells of masks.
export function bits(where: string, value: unknown, rule: LengthRule = {}): Numbers {
  return numbers(where, value, rule, (at, each) => {
    if (each !== 0 && each !== 1) throw new RangeError(`${at}: ${shown(each)} is neither 0 nor 1`);
    return each;
  });
}

// Values that may be anything a number can be: dropout has rules for NaN and infinity, too.
export function anyNumbers(where: string, value: unknown, rule: LengthRule = {}): Numbers {
  return numbers(where, value, rule, (at, each) => {
    if (typeof each !== 'number') throw new TypeError(`${at}: ${shown(each)} is not a number`);
    return each;
  });
}

// A result of arguments each of which is in range: together they may be beyond the range of numbers.
export function finiteResult<Result extends number | ArrayLike<number>>(where: string, result: Result): Result {
  const values: ArrayLike<number> = typeof result === 'number' ? [result] : result;
  for (let at = 0; at < values.length; at += 1)
    if (!Number.isFinite(values[at])) throw new RangeError(`${where}: no finite result comes of these values`);
  return result;
}

export function integers(where: string, value: unknown, rule: LengthRule, min: number, max: number): Numbers {
  return numbers(where, value, rule, (at, each) => integer(at, each, min, max));
}
