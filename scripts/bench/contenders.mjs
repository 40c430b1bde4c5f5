// contenders.mjs: workload W in our engine and in each peer; runs in Node and in a page alike, so it imports nothing.
//
// W: 2-64-64-1 ReLU net, 60 examples as one batch, dropout 1/2 on both hidden layers, Adam, logistic loss. One step =
// masks, forward, backward, update. A contender is { name, step() }; a promise that step returns is awaited.
export const batch = 60;
const width = 64;

// Sixty points on two arms of a spiral; every peer gets the same.
function points() {
  const xs = [];
  const ys = [];
  for (let i = 0; i < batch; i += 1) {
    const q = Math.sqrt((i + 0.5) / batch);
    const angle = 2 * Math.PI * q + (i % 2) * Math.PI;
    xs.push([2 * q * Math.cos(angle), 2 * q * Math.sin(angle)]);
    ys.push(i % 2);
  }
  return { xs, ys };
}

// Our engine: bench.wasm has no JavaScript of its own; what little it imports (growth of memory, exit) may do nothing.
export async function makeEngine(bytes) {
  const module = await WebAssembly.compile(bytes);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  const { exports } = await WebAssembly.instantiate(module, imports);
  exports._initialize?.();
  exports.bench_create(width, batch, 2);
  return { name: 'our engine (wasm)', exports, step: () => exports.bench_step(1) };
}

// tfjs-core: variables, fused dense layers, tf.dropout and the optimizer of the library.
export function makeTfCore(tf, backend) {
  const { xs, ys } = points();
  const x = tf.tensor2d(xs);
  const y = tf.tensor2d(ys, [batch, 1]);
  const shapes = [
    [2, width],
    [width, width],
    [width, 1],
  ];
  const layers = shapes.map(([from, to]) => ({
    w: tf.variable(tf.randomNormal([from, to], 0, Math.sqrt(2 / from))),
    c: tf.variable(tf.zeros([to])),
  }));
  const optimizer = tf.train.adam(0.01);
  const loss = () => {
    let h = x;
    for (const [at, { w, c }] of layers.entries()) {
      const last = at === layers.length - 1;
      h = tf.fused.matMul({ a: h, b: w, bias: c, activation: last ? 'linear' : 'relu' });
      if (!last) h = tf.dropout(h, 0.5);
    }
    return tf.losses.sigmoidCrossEntropy(y, h);
  };
  return { name: `tfjs-core (${backend})`, step: () => void tf.tidy(() => optimizer.minimize(loss)) };
}

export function makeTfLayers(tf, backend) {
  const { xs, ys } = points();
  const x = tf.tensor2d(xs);
  const y = tf.tensor2d(ys, [batch, 1]);
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: width, activation: 'relu', kernelInitializer: 'heNormal', inputShape: [2] }));
  model.add(tf.layers.dropout({ rate: 0.5 }));
  model.add(tf.layers.dense({ units: width, activation: 'relu', kernelInitializer: 'heNormal' }));
  model.add(tf.layers.dropout({ rate: 0.5 }));
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'binaryCrossentropy' });
  return { name: `tfjs-layers (${backend})`, step: () => model.trainOnBatch(x, y) };
}

// ConvNetJS has no logistic loss: a softmax over two classes is the same function of a difference of two logits.
export function makeConvNet(convnetjs) {
  const { xs, ys } = points();
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: 2 },
    { type: 'fc', num_neurons: width, activation: 'relu', drop_prob: 0.5 },
    { type: 'fc', num_neurons: width, activation: 'relu', drop_prob: 0.5 },
    { type: 'softmax', num_classes: 2 },
  ]);
  const trainer = new convnetjs.Trainer(net, { method: 'adam', learning_rate: 0.01, batch_size: batch });
  const vols = xs.map(x => new convnetjs.Vol(x));
  return { name: 'ConvNetJS', step: () => vols.forEach((vol, at) => void trainer.train(vol, ys[at])) };
}

// Seconds a step of the fastest of many short chunks. On a machine that other programs use as well the fastest chunk is
// the one that nobody interrupted.
export async function secondsPerStep({ step }, { forMs = 200, chunkMs = 2 } = {}) {
  const timeChunk = async count => {
    const start = performance.now();
    for (let i = 0; i < count; i += 1) {
      const result = step();
      if (result instanceof Promise) await result;
    }
    return (performance.now() - start) / 1000 / count;
  };
  const estimate = await timeChunk(3);
  const count = Math.max(1, Math.round(chunkMs / 1000 / estimate));
  const end = performance.now() + forMs;
  let fastest = Infinity;
  do fastest = Math.min(fastest, await timeChunk(count));
  while (performance.now() < end);
  return fastest;
}
