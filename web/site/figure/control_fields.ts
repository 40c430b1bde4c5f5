// control_fields.ts: reads and writes the form fields of one parameter, by its kind; and fixes controls, with the reason.
import type { ParamInfo, Value } from './controls_state.js';

export type Field = HTMLInputElement | HTMLSelectElement;

export const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

const inputsOf = (wrapper: HTMLElement): HTMLInputElement[] => [
  ...wrapper.querySelectorAll<HTMLInputElement>('input[name]'),
];

// The value that the reader gave in `field`, one of the wrapper's; null: it is none yet.
export function readField(wrapper: HTMLElement, param: ParamInfo, field: Field): Value | null {
  if (field instanceof HTMLSelectElement) return field.selectedIndex;
  switch (param.kind) {
    case 'choice':
      return param.choices?.indexOf(field.value) ?? null;
    case 'toggle':
      return field.checked ? 1 : 0;
    case 'set':
      return membersText(inputsOf(wrapper));
    case 'curve':
    case 'points':
    case 'cells':
      return field.value.trim();
    default:
      return field.value === '' || !Number.isFinite(Number(field.value)) ? null : Number(field.value);
  }
}

// A set in link form is the places of its members from 1: "1.3-5", or "none". One member is written as a run, as a number
// alone may mean something else.
function membersText(boxes: readonly HTMLInputElement[]): string {
  const members = boxes.filter(box => box.checked).map(box => box.value);
  if (members.length === 1) return `${members[0]}-${members[0]}`;
  return members.join('.') || 'none';
}

function membersOf(text: string): ReadonlySet<string> {
  const members = new Set<string>();
  for (const run of text.split('.')) {
    const [first = NaN, last = first] = run.split('-').map(Number);
    for (let place = first; place <= Math.min(last, mostMembers); ++place) members.add(String(place));
  }
  return members;
}
const mostMembers = 64;

export function writeParam(wrapper: HTMLElement, param: ParamInfo, value: Value, text: string): void {
  const select = wrapper.querySelector('select');
  if (select) {
    if (select.selectedIndex !== value) select.selectedIndex = Number(value);
    return;
  }
  const members = membersOf(param.kind === 'set' ? String(value) : '');
  for (const field of inputsOf(wrapper)) {
    if (field.type === 'radio') check(field, param.choices?.[Number(value)] === field.value);
    else if (field.type === 'checkbox') check(field, param.kind === 'set' ? members.has(field.value) : value !== 0);
    else write(field, typeof value === 'number' ? numberText(value, param.decimals) : value);
    if (field.type === 'range') showRange(field, text);
  }
}

const numberText = (value: number, decimals: number): string => String(Number(value.toFixed(Math.max(decimals, 6))));

function check(field: HTMLInputElement, checked: boolean): void {
  if (field.checked !== checked) field.checked = checked;
}

function write(field: HTMLInputElement, text: string): void {
  if (field.value !== text) field.value = text;
}

// The words for the ear, and how far the track is filled for the eye.
export function showRange(field: HTMLInputElement, text: string): void {
  if (field.getAttribute('aria-valuetext') !== text) field.setAttribute('aria-valuetext', text);
  const span = Number(field.max) - Number(field.min);
  const share = span > 0 ? (Number(field.value) - Number(field.min)) / span : 0;
  field.style.setProperty('--share', String(Math.round(share * 1000) / 1000));
}

// Writing the same text again would cost a layout.
export function setText(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

export const isDisabled = (element: Element): boolean => element.getAttribute('aria-disabled') === 'true';

// A control without effect stays reachable and says why: `reason` is the id of the words, null: it works.
export function setDisabled(element: HTMLElement, reason: string | null): void {
  if (isDisabled(element) === (reason !== null) && !reason) return;
  if (reason) element.setAttribute('aria-disabled', 'true');
  else element.removeAttribute('aria-disabled');
  const others = (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(id => id && !/_(locked|idle)$/.test(id));
  const ids = [...(reason ? [reason] : []), ...others].join(' ');
  if (ids === (element.getAttribute('aria-describedby') ?? '')) return;
  if (ids) element.setAttribute('aria-describedby', ids);
  else element.removeAttribute('aria-describedby');
}
