// models.test.mjs: every program widget_<id>.wasm in Node, without any glue: the same calls give the same bits as natively.
//
// The walk is made here once and played twice: by the WebAssembly program, and by the native model_calls from its input.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {
  bitsOf,
  describedWidgets,
  fnv,
  lineOf,
  mostTicks,
  nativeProgram,
} from '../../../../scripts/lib/native_program.mjs';
import { inRoot } from '../../../../scripts/lib/paths.mjs';

const programs = inRoot('build', 'wasm', 'web', 'widgets');
const run = nativeProgram('gcc');
const widgets = describedWidgets(run);

// ---- the walk: lines "function argument …" -----------------------------------------------------------------------------

const places = count => Array.from({ length: count }, (_, place) => place);

// Everything that a page may ask for, at two widths.
function look(widget) {
  const create = `model_create ${widget.hash}`;
  const lines = ['model_ticks', 'model_goal', 'model_last_tick', 'model_reached', 'model_response'];
  for (const at of places(widget.params.length))
    for (const ask of ['value', 'text', 'shown', 'relevant']) lines.push(`model_${ask} ${at}`);
  for (const at of places(widget.readouts)) lines.push(`model_readout ${at}`, `model_readout_shown ${at}`);
  for (const at of places(widget.panels)) lines.push(`model_table ${at}`);
  for (const panels of [0, ...places(widget.panels).map(at => 2 ** at)]) {
    lines.push(`model_sentence ${panels}`, `model_description ${panels}`);
    for (const width of [360, 720]) lines.push(`model_height ${width} ${panels}`, `model_picture ${width} ${panels}`);
  }
  return lines;
}

// Texts as they stand in links: allowed, off the grid, beyond the ends, and hostile ones.
function texts(param) {
  const middle = param.min + 0.37 * (param.max - param.min);
  const numbers = [
    param.min,
    param.max,
    middle.toFixed(4),
    `  ${middle.toFixed(2).replace('.', ',')} `,
    param.max + 7,
  ];
  return [...numbers, 'true', 'off', 'none', '1-2.2', '', 'abc', '1e999', '0x10', 'NaN', '−1', 'x'.repeat(400)];
}

function setByText(widget, index) {
  const lines = [];
  for (const [at, param] of widget.params.entries()) {
    const chosen = index === undefined ? texts(param) : [texts(param)[index]];
    for (const text of chosen) lines.push(`model_stage_text ${at} ${text}`, 'model_message');
  }
  return lines;
}

function walk(widget) {
  const most = mostTicks[widget.id] ?? 1e9;
  const create = `model_create ${widget.hash}`;
  const lines = ['model_ticks', 'model_text 0', create, ...look(widget)];
  lines.push(...setByText(widget), create, ...look(widget));
  lines.push(...setByText(widget, 1), 'model_apply', ...look(widget), ...setByText(widget, 2), 'model_apply');
  lines.push(...look(widget), 'model_create 1', create);
  for (const at of [-1, 0, widget.actions, 99])
    lines.push(`model_stage ${at} 0.5`, 'model_message', `model_text ${at}`);
  for (const action of places(widget.actions)) lines.push(`model_act ${action}`, 'model_advance 3', ...look(widget));
  lines.push(create, 'model_run', 'model_response', `model_advance ${most}`, ...look(widget));
  lines.push(
    'model_pause',
    'save',
    'model_seek 5',
    ...look(widget),
    'model_seek 1',
    'model_sentence 0',
    'model_seek 1000000000',
  );
  lines.push('same_as_saved', ...look(widget), 'model_reset', ...look(widget), 'load 0', 'same_as_saved');
  lines.push(
    ...look(widget),
    'load 1',
    ...look(widget),
    'model_step 2',
    'model_pause',
    'model_run_to 9',
    'model_advance 4',
  );
  return [...lines, ...look(widget)];
}

// ---- the program in WebAssembly -----------------------------------------------------------------------------------------

async function program(id) {
  const module = await WebAssembly.compile(readFileSync(path.join(programs, `widget_${id}.wasm`)));
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  const { exports } = await WebAssembly.instantiate(module, imports);
  exports._initialize();
  return exports;
}

const textResults = /^model_(message|text|shown|readout_shown|sentence|description|response|table)$/;
const doubleResults = /^model_(value|readout|height|run_train_accuracy|run_test_accuracy)$/;
const noResults = /^model_(apply|act|reset|step|run|run_to|pause|seek)$/;

class Player {
  constructor(exports) {
    this.exports = exports;
    this.saved = new Uint8Array();
  }

  bytes(pointer, size) {
    return new Uint8Array(this.exports.memory.buffer, pointer, size);
  }

  call(line) {
    const [name] = line.split(' ', 1);
    const rest = line.slice(name.length + 1);
    if (name === 'save') return ((this.saved = this.state()), '');
    if (name === 'same_as_saved') return Buffer.compare(this.state(), this.saved) === 0 ? '1' : '0';
    if (name === 'load') return this.load(this.saved.subarray(0, this.saved.length - Number(rest)));
    return this.printed(name, this.exports[name](...this.arguments(name, rest)));
  }

  arguments(name, rest) {
    if (name !== 'model_stage_text') return rest === '' ? [] : rest.split(' ').map(Number);
    const [place] = rest.split(' ', 1);
    const text = new TextEncoder().encode(rest.slice(place.length + 1));
    const pointer = this.exports.model_input(text.length + 1);
    this.bytes(pointer, text.length).set(text);
    this.bytes(pointer, text.length + 1)[text.length] = 0;
    return [Number(place), pointer];
  }

  state() {
    const pointer = this.exports.model_save();
    return Buffer.from(this.bytes(pointer, this.exports.model_size()));
  }

  load(state) {
    const pointer = this.exports.model_input(state.length);
    this.bytes(pointer, state.length).set(state);
    return String(this.exports.model_load(pointer, state.length));
  }

  printed(name, result) {
    if (noResults.test(name)) return '';
    if (doubleResults.test(name)) return bitsOf(result);
    if (name !== 'model_picture' && !textResults.test(name)) return String(result);
    const bytes = this.bytes(result, this.exports.model_size());
    if (name === 'model_picture') return `${bytes.length} ${fnv(bytes)}`;
    return lineOf(new TextDecoder().decode(bytes));
  }
}

// Lines of a walk with what they returned, so that a difference says where it is.
const told = (lines, answers) => lines.map((line, at) => `${line} → ${answers[at]}`);

for (const widget of widgets)
  test(`${widget.id}: the same calls give the same bits as natively`, async () => {
    const lines = walk(widget);
    const natively = run([widget.id], `${lines.join('\n')}\n`)
      .split('\n')
      .slice(0, lines.length);
    const player = new Player(await program(widget.id));
    const answers = lines.map(line => player.call(line));
    const expected = told(lines, natively);
    for (const [at, answer] of told(lines, answers).entries()) assert.equal(answer, expected[at], `call ${at}`);
    for (const [at, line] of lines.entries())
      if (line === 'same_as_saved') assert.equal(answers[at], '1', `call ${at}: back where it was saved`);
  });
