// message_check.ts: reads messages of the embed protocol, version 1, without trusting them. Pure, no DOM.
//
// Parent to widget: {source:"dropout-widget", v:1, type:"set"|"act"|"reset"|"step"|"run"|"pause"|"get"|"hello"|"theme"|
// "picture"|"data", …, id?}
import { longestValue } from '../compute/declaration.js';
import type { LooseValues } from '../compute/declaration.js';

export type Theme = 'light' | 'dark' | 'auto';

export const protocol = { source: 'dropout-widget', v: 1 } as const;

export type Command =
  // toDefault: parameters whose value was null, which is the one that the widget begins with.
  | { readonly type: 'set'; readonly values: LooseValues; readonly toDefault: readonly string[] }
  | { readonly type: 'theme'; readonly theme: Theme }
  | { readonly type: 'act'; readonly action: string }
  | { readonly type: 'step'; readonly ticks: number }
  | { readonly type: 'picture'; readonly format: 'svg' | 'png' }
  | { readonly type: 'data' }
  | { readonly type: 'reset' | 'run' | 'pause' | 'get' | 'hello' };

export type MessageId = string | number;
export interface Request {
  readonly command: Command | null; // null: see error
  readonly id: MessageId | null;
  readonly error: string;
}

// null: not a message of this protocol, to be ignored in silence. Others on the page talk too.
export function readMessage(data: unknown): Request | null {
  if (!isRecord(data) || data['source'] !== protocol.source || data['v'] !== protocol.v) return null;
  // What a widget says itself must never come back to it as a question.
  if (typeof data['type'] === 'string' && fromWidget.has(data['type'])) return null;
  const id = idOf(data['id']);
  const result = commandOf(data);
  return typeof result === 'string' ? { command: null, id, error: result } : { command: result, id, error: '' };
}

const fromWidget: ReadonlySet<string> = new Set(['loaded', 'ready', 'resize', 'change', 'reply', 'error', 'key']);

function commandOf(data: Record<string, unknown>): Command | string {
  switch (data['type']) {
    case 'set':
      return setOf(data['values']);
    case 'act':
      return isName(data['action'])
        ? { type: 'act', action: data['action'] }
        : 'act needs action, the id of an action';
    case 'step':
      return stepOf(data['ticks']);
    case 'theme':
      return isTheme(data['theme']) ? { type: 'theme', theme: data['theme'] } : 'theme can be light, dark or auto';
    case 'picture':
      return pictureOf(data['format']);
    case 'data':
    case 'reset':
    case 'run':
    case 'pause':
    case 'get':
    case 'hello':
      return { type: data['type'] };
    default:
      return 'type must be set, act, reset, step, run, pause, get, hello, theme, picture or data';
  }
}

function setOf(values: unknown): Command | string {
  if (!isRecord(values) || Object.keys(values).length > 100)
    return 'set needs values, an object of parameter ids and values';
  const taken: Record<string, number | string | boolean> = {};
  const toDefault: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (!nameForm.test(key)) return `"${key.slice(0, 40)}" is not a parameter id`;
    if (value === null) {
      toDefault.push(key);
      continue;
    }
    const usable =
      typeof value === 'boolean' ||
      (typeof value === 'number' && Number.isFinite(value)) ||
      (typeof value === 'string' && value.length <= longestValue);
    if (!usable) return `the value of "${key}" must be a finite number, a boolean or a short text`;
    taken[key] = value as number | string | boolean;
  }
  return { type: 'set', values: taken, toDefault };
}

function stepOf(ticks: unknown): Command | string {
  if (ticks === undefined) return { type: 'step', ticks: 1 };
  return typeof ticks === 'number' && Number.isFinite(ticks) && ticks >= 0
    ? { type: 'step', ticks: Math.floor(ticks) }
    : 'ticks must be a number from 0';
}

function pictureOf(format: unknown): Command | string {
  if (format === undefined) return { type: 'picture', format: 'svg' };
  return format === 'svg' || format === 'png' ? { type: 'picture', format } : 'format can be svg or png';
}

const isTheme = (value: unknown): value is Theme => value === 'light' || value === 'dark' || value === 'auto';

function idOf(id: unknown): MessageId | null {
  return typeof id === 'number' || (typeof id === 'string' && id.length <= 200) ? id : null;
}
const nameForm = /^[a-z][a-z0-9_]{0,59}$/;
function isName(value: unknown): value is string {
  return typeof value === 'string' && nameForm.test(value);
}
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
