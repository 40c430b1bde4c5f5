// native_program.mjs: the native model_calls of a preset, and how what it prints is written of values from JavaScript.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';

// preset: 'gcc' or 'clang'. A function: lines of calls for a widget, or none for the list of all widgets -> text.
export function nativeProgram(preset) {
  const program = inRoot('build', preset, 'web', 'widgets', 'contract', 'tests', 'model_calls');
  if (!existsSync(program)) throw new Error(`${program} is not built: npm test builds it before it is needed`);
  return (args, input = '') => execFileSync(program, args, { input, maxBuffer: 1 << 28, encoding: 'utf8' });
}

export const describedWidgets = run =>
  run([])
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));

// Ticks that a walk plays at most: a tick of these is many training steps, or a whole measurement.
export const mostTicks = {
  rate_sweep: 240,
  co_adaptation: 1510,
  family: 40,
  schedule_race: 200,
  stochastic_depth: 300,
};

export function bitsOf(value) {
  if (Number.isNaN(value)) return 'nan';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

export function fnv(bytes) {
  let hash = 2166136261;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619);
  return hash >>> 0;
}

// Text as it stands in one line, behind the count of its bytes.
export const lineOf = text => `${Buffer.byteLength(text)} ${text.replaceAll('\n', '\\n').replaceAll('\t', '\\t')}`;
