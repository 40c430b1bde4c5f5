// roofline.mjs: which share of the machine's peak the training step and each of its parts reach, native and in WebAssembly.
//
// The peak is that of separate multiplications and additions of 128-bit vectors, by a loop of independent chains in
// registers (engine/bench/peak_loops.h); what counts as an operation stands in engine/bench/operation_counts.h. Every share
// is taken inside a repetition, in one place, against the peak measured there just before.
import { secondsPerStep } from './contenders.mjs';
import { row, summary } from './summary.mjs';

const parts = [
  'masks',
  'forward products',
  'activation and dropout',
  'lists of columns',
  'loss',
  'weight gradients',
  'input gradients',
  'update: Adam',
];
const forMs = 40;
const chunkMs = 0.4; // shorter than what a busy machine leaves a program at a time

// The rows of a place: { name, operations, seconds() }, seconds of one run.
async function rowsOf(native, engine) {
  const list = (await native.ask('rows')).split(';').filter(Boolean);
  engine.exports.bench_roofline();
  const named = list.map((text, at) => ({ at, name: text.split('=')[0], operations: Number(text.split('=')[1]) }));
  const inNative = async at => {
    const once = Math.max(1e-9, (await native.seconds(`row ${at} 10 5`)) / 10);
    const runs = Math.max(1, Math.round(chunkMs / 1000 / once));
    return (await native.seconds(`row ${at} ${runs} ${Math.ceil(forMs / chunkMs)}`)) / runs;
  };
  const inNode = async (at, ms = forMs) => {
    const inOneCall = 10; // the call itself is not what is timed
    const step = () => engine.exports.bench_row(at, inOneCall);
    return (await secondsPerStep({ step }, { forMs: ms, chunkMs })) / inOneCall;
  };
  for (const { at } of named) await inNode(at, 200); // its compiler warms up
  return [
    ['native', named.map(({ at, ...rest }) => ({ ...rest, seconds: () => inNative(at) }))],
    ['Node', named.map(({ at, ...rest }) => ({ ...rest, seconds: () => inNode(at) }))],
  ];
}

// Of each row its share of the peak and of the step's time, a list over the repetitions; and the peak's rate.
async function measure(rows, repetitions) {
  const shares = rows.map(({ name, operations }) => ({ name, operations, ofPeak: [], ofStep: [] }));
  const rates = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const seconds = [];
    for (const each of rows) seconds.push(await each.seconds());
    const peak = rows[0].operations / seconds[0];
    rates.push(peak);
    seconds.forEach((time, at) => {
      shares[at].ofPeak.push(rows[at].operations / time / peak);
      shares[at].ofStep.push(time / seconds[1]);
    });
  }
  return { shares, rates };
}

const percent = (values, width = 10) =>
  [summary(values).min, summary(values).median, summary(values).max]
    .map(value => `${(100 * value).toFixed(0)} %`.padStart(width))
    .join('');

function printPlace(place, { shares, rates }) {
  console.log(
    `\nRoofline, ${place}: share of the peak         min    median       max   of the step's time (median)`,
  );
  for (const { name, operations, ofPeak, ofStep } of shares.slice(1)) {
    const alone = parts.includes(name) ? `${(100 * summary(ofStep).median).toFixed(0)} %`.padStart(8) : '';
    const share = operations ? percent(ofPeak) : 'moves only'.padStart(30);
    console.log(`${name.padEnd(34)}${share}${alone}`);
  }
  const find = name => shares.find(each => each.name === name);
  const sum = rates.map((_, at) => parts.reduce((total, name) => total + find(name).ofStep[at], 0));
  console.log(`${'the parts together'.padEnd(64)}${percent(sum, 8)}   of the step's time`);
  console.log(`${'the same masks again and again'.padEnd(64)}${percent(find('step, same masks').ofStep, 8)}`);
  row(
    'peak, thousand million operations/s',
    rates.map(rate => rate / 1e9),
    1,
  );
}

export async function printRoofline({ native, engine }, repetitions) {
  for (const [place, rows] of await rowsOf(native, engine)) printPlace(place, await measure(rows, repetitions));
  console.log(`
An operation is a lane of one instruction; zero terms count nothing. "root and division" and "Philox in registers" are the
limits of Adam and of the masks; "product, 1024 terms" is that of products whose matrix lies in the first cache.`);
}
