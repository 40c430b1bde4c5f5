// native_walks.mjs: a walk through each widget, and what the native programs say at its stops: every value, readout and
// word, the ticks, and the bytes of the picture.
//
// A page has to say the same, bit by bit, wherever its model runs.
import { bitsOf, fnv, lineOf, mostTicks, nativeProgram } from '../../../../scripts/lib/native_program.mjs';

export const stops = ['the link', 'the change', 'the action', 'the run'];

// Where the first action trains so many nets that sanitizers take a minute for it: another one, or none.
const ownAction = { rate_sweep: 'follow_next', batchnorm_conflict: 'none' };
const ownTicks = { ...mostTicks, batchnorm_conflict: 60 };

const isNumber = ({ kind, measured, id }) => !measured && id !== 'seed' && (kind === 'slider' || kind === 'stepper');

// A value of the parameter's own grid, that share of the way from its least to its greatest.
function valueAt({ min, max, step }, share) {
  const steps = Math.round((share * (max - min)) / step);
  return Number((min + steps * step).toFixed(6));
}

// A link with values, one change, the first action, then a run to the end, or as far as a walk goes with this widget.
export function walkOf(widget) {
  const [first, second = first] = widget.params.filter(isNumber);
  // What a clock measures differs each time.
  const action = widget.actions.find(({ id }) => (ownAction[widget.id] ?? id) === id && id !== 'measure');
  return {
    link: { [first.id]: String(valueAt(first, 0.4)), seed: '7' },
    change: { [second.id]: valueAt(second, 0.3) },
    action: action?.id,
    ticks: Math.min(widget.playback.max_ticks, ownTicks[widget.id] ?? Infinity),
  };
}

export const placeOf = (rows, id) => rows.findIndex(row => row.id === id);

// The calls behind what the page does at each stop.
function callsOf(widget, { link, change, action, ticks }) {
  const place = id => placeOf(widget.params, id);
  const linked = Object.entries(link).map(([id, text]) => `model_stage_text ${place(id)} ${text}`);
  const changed = Object.entries(change).map(([id, value]) => `model_stage ${place(id)} ${value}`);
  const toItsEnd = 'model_advance 1000000000';
  return [
    [`model_create ${widget.hash}`, ...linked, 'model_apply'],
    [...changed, 'model_apply'],
    action ? [`model_act ${placeOf(widget.actions, action)}`, toItsEnd] : [],
    ['model_reset', `model_run_to ${ticks}`, toItsEnd],
  ];
}

// What is looked at: [name, call], in an order in which a difference is soonest understood.
function looks(widget, width) {
  const rows = [['ticks', 'model_ticks']];
  for (const [at, { id }] of widget.params.entries())
    rows.push(
      [`value of ${id}`, `model_value ${at}`],
      [`text of ${id}`, `model_text ${at}`],
      [`${id} as shown`, `model_shown ${at}`],
    );
  for (const [at, { id }] of widget.readouts.entries())
    rows.push([`readout ${id}`, `model_readout ${at}`], [`readout ${id} as shown`, `model_readout_shown ${at}`]);
  return [...rows, ['sentence', 'model_sentence 0'], ['picture', `model_picture ${width} 0`]];
}

// widths: of the picture at each stop. -> a Map of what was looked at, for each stop.
export function nativeWalk(preset, widget, walk, widths) {
  const lines = [];
  const seen = callsOf(widget, walk).map((calls, stop) => {
    lines.push(...calls);
    return looks(widget, widths[stop]).map(([name, call]) => [name, lines.push(call) - 1]);
  });
  const answers = nativeProgram(preset)([widget.id], `${lines.join('\n')}\n`).split('\n');
  return seen.map(names => new Map(names.map(([name, line]) => [name, answers[line]])));
}

// The same of a snapshot and the display list of a page. Links of values that are numbers are not in a snapshot.
export function pageState(widget, { values, readouts, shown, sentence, ticks }, picture) {
  const state = new Map([['ticks', String(ticks)]]);
  for (const { id } of widget.params) {
    const value = values[id];
    if (typeof value === 'number') state.set(`value of ${id}`, bitsOf(value));
    else state.set(`value of ${id}`, 'nan').set(`text of ${id}`, lineOf(value));
    state.set(`${id} as shown`, lineOf(shown[id]));
  }
  for (const { id } of widget.readouts)
    state.set(`readout ${id}`, bitsOf(readouts[id])).set(`readout ${id} as shown`, lineOf(shown[id]));
  return state.set('sentence', lineOf(sentence)).set('picture', `${picture.length} ${fnv(picture)}`);
}

// Words about the first thing of `state` that is another one in `expected`, or undefined.
export function firstDifference(expected, state) {
  for (const [name, here] of state)
    if (here !== expected.get(name)) return `${name} is ${here}, natively ${expected.get(name)}`;
  return undefined;
}
