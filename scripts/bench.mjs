// bench.mjs: npm run bench: our engine against its peers, its own native build and Eigen, in one interleaved run; and the
// tasks that are too long while figures start and train, and what an old phone on a slow network waits for.
//
// node scripts/bench.mjs [repetitions] [--engine]     default 9; --engine leaves out the tasks of figures and the phone
// A repetition measures every contender in turn; each ratio is taken inside its repetition, so that a machine that gets
// slower slows both sides. The last three lines are the medians of the ratios.
import { readFileSync } from 'node:fs';
import { openBrowser } from './bench/browser.mjs';
import { makeEngine, secondsPerStep } from './bench/contenders.mjs';
import { onOldPhone, printOldPhone } from './bench/devices.mjs';
import { buildNative, buildWasm, ensureEigen, startNative } from './bench/native.mjs';
import { ensurePeers, loadPeersInNode, peerList } from './bench/peers.mjs';
import { printRoofline } from './bench/roofline.mjs';
import { row, summary } from './bench/summary.mjs';
import { longTasks, printLongTasks } from './bench/tasks.mjs';
import { buildSite } from './build.mjs';
import { setUp } from './setup.mjs';
import { runMain, say, Steps } from './lib/say.mjs';

const W = '64 60 2';

// The contenders in the order in which they are measured: { place, name, seconds() }.
async function gatherContenders(steps) {
  steps.next('peers: tfjs-core, tfjs-layers, ConvNetJS (installed into build/bench)');
  await ensurePeers();
  steps.next('programs: native with 128-bit vectors, Eigen, WebAssembly');
  await ensureEigen();
  const native = startNative(await buildNative());
  const wasmFile = await buildWasm();
  await native.ask(`create engine ${W}`);
  await native.ask(`create eigen ${W}`);

  steps.next('contenders: native, Node, Chromium');
  const { tf, convnetjs, loaded } = loadPeersInNode();
  const engine = await makeEngine(readFileSync(wasmFile));
  const inNode = [{ contender: engine, before: async () => true }];
  for (const { make, before } of peerList(tf, convnetjs)) inNode.push({ contender: await make(), before });
  loaded();
  const browser = await openBrowser(wasmFile);

  await native.seconds('time engine 300 1');
  engine.exports.bench_step(300);
  const hashes = [Number(await native.ask('hash engine')), engine.exports.bench_hash() >>> 0];
  console.log(
    `after 300 steps native and WebAssembly hold ${hashes[0] === hashes[1] ? 'the same bits' : 'OTHER BITS'}`,
  );

  // Chunks of about 2 ms, 200 ms in all, as for the others: a longer chunk is interrupted more often.
  const nativeOne = (who, name, count) => ({
    place: 'native',
    name,
    seconds: async () => (await native.seconds(`time ${who} ${count} 100`)) / count,
  });
  const contenders = [nativeOne('engine', 'our engine (128-bit)', 64), nativeOne('eigen', 'Eigen (128-bit)', 32)];
  for (const { contender, before } of inNode)
    contenders.push({
      place: 'Node',
      name: contender.name,
      seconds: async options => {
        await before();
        return secondsPerStep(contender, options);
      },
    });
  browser.names.forEach((name, at) =>
    contenders.push({ place: 'Chromium', name, seconds: options => browser.measure(at, options) }),
  );
  return { contenders, native, engine, browser };
}

async function compare(contenders, repetitions) {
  for (const { seconds } of contenders) await seconds({ forMs: 1000 }); // compilers of the browser warm up
  const times = contenders.map(() => []);
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const [at, { seconds }] of contenders.entries()) times[at].push(await seconds());
    say(`      repetition ${repetition + 1} of ${repetitions}`);
  }
  return times;
}

// The engine's step for other sizes: microseconds native and in WebAssembly, and the memory of the module.
async function printGrowth({ native, engine }) {
  const pageBytes = 2 ** 20;
  const sizes = [
    ['width', [16, 32, 64, 128, 256, 512].map(width => [width, 60, 2])],
    ['batch', [16, 64, 256, 1024, 4096].map(batch => [64, batch, 2])],
    ['depth', [1, 2, 4, 8, 16].map(depth => [64, 60, depth])],
  ];
  console.log('\nOne step of our engine, microseconds      native      Node   WASM memory so far');
  for (const [what, list] of sizes)
    for (const [width, batch, depth] of list) {
      await native.ask(`create engine ${width} ${batch} ${depth}`);
      await native.seconds('time engine 1 1');
      const once = await native.seconds('time engine 1 3');
      const count = Math.max(1, Math.round(0.001 / once));
      const nativeSeconds = (await native.seconds(`time engine ${count} 100`)) / count;
      engine.exports.bench_create(width, batch, depth);
      const wasmSeconds = await secondsPerStep(engine, { forMs: 300, chunkMs: 1 });
      const micro = seconds => (seconds * 1e6).toFixed(1).padStart(10);
      const memory = (engine.exports.memory.buffer.byteLength / pageBytes).toFixed(1);
      const size = `${what} ${{ width, batch, depth }[what]}`.padEnd(12);
      console.log(
        `${size} (${width}, ${batch}, ${depth})`.padEnd(38) +
          `${micro(nativeSeconds)}${micro(wasmSeconds)}${memory.padStart(10)} MB`,
      );
    }
}

// How fast masks are drawn, beside what the memory takes when it is merely filled: a mask is one byte a unit.
async function printMasks({ native, engine }) {
  const units = 2 ** 20;
  const big = 2 ** 28;
  const perSecond = [
    ['native', units / (await native.seconds(`masks ${units} 1 30`))],
    ['Node', units / (await secondsPerStep({ step: () => engine.exports.bench_masks(units, 1) }))],
  ];
  const bandwidth = big / (await native.seconds(`fill ${big} 8`));
  console.log(
    `\nMasks: random keep or drop, one byte a unit; filling memory alone takes ${(bandwidth / 1e9).toFixed(1)} GB/s`,
  );
  for (const [place, rate] of perSecond)
    console.log(
      `  ${place.padEnd(8)}${(rate / 1e9).toFixed(2)} thousand million units a second, ${((100 * rate) / bandwidth).toFixed(0)} % of that bandwidth`,
    );
}

async function main() {
  const engineAlone = process.argv.includes('--engine');
  const repetitions = Number(process.argv.slice(2).find(Number)) || 9;
  const steps = new Steps(engineAlone ? 8 : 10);
  steps.next('set-up');
  await setUp('test');
  const all = await gatherContenders(steps);
  const { contenders, native, engine, browser } = all;
  try {
    const bytesForW = engine.exports.memory.buffer.byteLength;
    steps.next(`workload W: ${contenders.length} contenders, ${repetitions} repetitions`);
    const times = await compare(contenders, repetitions);
    const timesOf = (place, name) =>
      times[contenders.findIndex(each => each.place === place && each.name.startsWith(name))];
    const ratios = (slow, fast) => slow.map((time, at) => time / fast[at]);

    console.log('\nWorkload W, steps a second                min    median       max');
    contenders.forEach(({ place, name }, at) =>
      row(
        `${place}: ${name}`,
        times[at].map(time => 1 / time),
        0,
      ),
    );
    console.log(`\nmemory of our module in workload W: ${(bytesForW / 2 ** 20).toFixed(1)} MB`);

    steps.next('growth with width, batch and depth');
    await printGrowth(all);
    steps.next('masks against memory bandwidth');
    await printMasks(all);
    steps.next("roofline: shares of the machine's peak");
    await printRoofline(all, repetitions);
    if (!engineAlone) {
      steps.next('long tasks of the figures, CPU slowed down');
      await buildSite();
      printLongTasks(await longTasks());
      steps.next('an old phone on a slow network');
      printOldPhone(await onOldPhone());
    }

    // The fastest peer of each repetition and place, against our engine in the same place; the worse place counts.
    const fastestPeer = place => {
      const ours = timesOf(place, 'our engine');
      const peers = times.filter(
        (_, at) => contenders[at].place === place && !contenders[at].name.startsWith('our engine'),
      );
      return ours.map((time, at) => Math.min(...peers.map(peer => peer[at])) / time);
    };
    const peer = { Node: fastestPeer('Node'), Chromium: fastestPeer('Chromium') };
    const own = ratios(timesOf('native', 'our engine'), timesOf('Node', 'our engine'));
    const ownInChromium = ratios(timesOf('native', 'our engine'), timesOf('Chromium', 'our engine'));
    const eigen = ratios(timesOf('native', 'Eigen'), timesOf('native', 'our engine'));
    console.log('\nRatios                                    min    median       max');
    row('fastest peer / ours, Node', peer.Node, 1, 'x');
    row('fastest peer / ours, Chromium', peer.Chromium, 1, 'x');
    row('own native / WebAssembly, Node', own, 2);
    row('own native / WebAssembly, Chromium', ownInChromium, 2);
    row('Eigen / ours, native', eigen, 2, 'x');
    const median = values => summary(values).median;
    console.log(`
Above 1 our engine is the faster one; "own native" is the speed of WebAssembly as a share of the native one. Eigen draws
its masks from xoshiro128+ in four lanes, a cheaper generator than the engine's Philox, and its drawing is timed as well.

fastest browser peer: ${Math.min(median(peer.Node), median(peer.Chromium)).toFixed(1)}x
own native 128-bit: ${median(own).toFixed(2)}
Eigen: ${median(eigen).toFixed(2)}x`);
  } finally {
    native.close();
    await browser.close();
  }
}

await runMain(main);
