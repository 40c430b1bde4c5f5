// masks.test.mjs: masks of every granularity and what they do, against formulas written down again.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loaded, near } from './module.mjs';

const e = await loaded();
const rates = [0, 0.1, 0.3, 0.5, 0.8, 1];
const text = mask => Array.from(mask).join('');
const dropped = mask => mask.filter(bit => bit === 0).length / mask.length;

test('element masks are the golden masks of the engine', () => {
  assert.equal(text(e.drawMask(16, 0.2, { seed: 42 })), '1101111111111111');
  assert.equal(text(e.drawMask(16, 0.5, { seed: 42 })), '1000101011111110');
  assert.equal(text(e.drawMask(16, 0.8, { seed: 24 })), '1000000000000011');
  assert.equal(text(e.drawMask(6, 0.5, { seed: 42, step: 8 })), '101010');
  const keys = [{}, { seed: 2 }, { seed: 1n << 40n }, { layer: 1 }, { step: 1 }, { sample: 1 }];
  assert.equal(new Set(keys.map(key => text(e.drawMask(64, 0.5, key)))).size, keys.length);
});

test('the scale of the three schemes', () => {
  for (const p of rates.slice(0, 5)) {
    assert.equal(e.dropoutScale(p), 1 / (1 - p));
    assert.equal(e.dropoutScale(p, 'testScaled', 'eval'), 1 - p);
    assert.equal(e.dropoutScale(p, 'naive', 'train'), 1);
  }
  assert.equal(e.dropoutScale(1), 0);
});

test('granularities: shapes, decisions, the law of the dropped share', () => {
  const shape = { samples: 2, channels: 4, height: 6, width: 6 };
  const expected = {
    element: [[2, 4, 6, 6], 288],
    channel: [[2, 4, 1, 1], 8],
    row: [[2, 1, 1, 1], 2],
    batch: [[1, 1, 1, 1], 1],
  };
  for (const [granularity, [extents, decisions]] of Object.entries(expected)) {
    assert.deepEqual(Object.values(e.maskShape({ granularity }, shape)), extents);
    assert.equal(e.decisionCount({ granularity }, shape), decisions);
    for (const p of rates) {
      const { mean, sd } = e.droppedShare({ granularity, dropRate: p }, shape);
      near([mean, sd], [p, Math.sqrt((p * (1 - p)) / decisions)], 1e-12);
    }
  }
  const weights = { samples: 3, channels: 2, height: 5 };
  assert.equal(e.decisionCount({ granularity: 'weight' }, weights), 30);
});

test('a drawn mask of any granularity, broadcast and applied, forward and backward', () => {
  const shape = { samples: 2, channels: 3, height: 4, width: 4 };
  const x = Float64Array.from({ length: 96 }, (_, i) => i + 1);
  for (const granularity of ['element', 'channel', 'row', 'batch', 'block'])
    for (const p of [0.2, 0.6]) {
      const member = { granularity, dropRate: p, block: { size: 2 } };
      const drawn = e.drawGranularMask(member, shape, { seed: 5, step: 3 });
      const full = e.broadcastMask(drawn.mask, drawn.shape, shape);
      assert.equal(full.length, 96);
      const y = e.dropoutForward(member, 'train', shape, drawn.mask, x);
      const scales = [0, 1].map(n => {
        const own = full.slice(48 * n, 48 * (n + 1));
        return granularity === 'block' ? 1 / Math.max(1e-9, 1 - dropped(own)) : 1 / (1 - p);
      });
      near(
        y,
        x.map((value, i) => (full[i] ? value * scales[Math.floor(i / 48)] : 0)),
        1e-9,
        granularity,
      );
      assert.deepEqual(e.dropoutBackward(member, 'train', shape, drawn.mask, x), y);
      assert.deepEqual(e.dropoutForward(member, 'eval', shape, [], x), x);
      const one = e.drawGranularMask(member, { ...shape, samples: 1 }, { seed: 5, step: 3, sample: 1 });
      if (granularity !== 'batch')
        assert.deepEqual(one.mask, drawn.mask.slice(drawn.mask.length / 2), 'independent of its batch');
      const named = e.drawGranularMask(member, shape, { seed: 5, step: 3 }, [1, 0]);
      if (granularity !== 'batch') assert.deepEqual(named.mask.slice(0, one.mask.length), one.mask);
    }
  const holed = e.dropoutForward({ dropRate: 0.5 }, 'train', { channels: 3 }, [0, 0, 1], [NaN, Infinity, 2]);
  assert.deepEqual(Array.from(holed), [0, 0, 4]);
});

test('DropBlock: gamma, the probability of each cell, the share, and drawn squares', () => {
  const map = { height: 8, width: 8, dropRate: 0.1 };
  near([e.blockGamma(map)], [((0.1 / 9) * 64) / 36], 1e-12);
  const twelve = { height: 12, width: 12, dropRate: 0.25 };
  const probabilities = e.blockDropProbabilities(twelve);
  const gamma = e.blockGamma(twelve);
  near([probabilities[0], probabilities[12 * 5 + 5]], [gamma, 1 - (1 - gamma) ** 9], 1e-12);
  const { mean } = e.blockDroppedShare(twelve);
  near([mean], [probabilities.reduce((sum, each) => sum + each, 0) / 144], 1e-12);
  const { mask, starts } = e.drawBlockMask(twelve, 2, { seed: 3 });
  assert.equal(starts.length, 2 * 100);
  for (let cell = 0; cell < 288; cell += 1) {
    const [c, h, w] = [Math.floor(cell / 144), Math.floor((cell % 144) / 12), cell % 12];
    let covered = false;
    for (let a = Math.max(0, h - 2); a <= Math.min(9, h); a += 1)
      for (let b = Math.max(0, w - 2); b <= Math.min(9, w); b += 1) covered ||= starts[100 * c + 10 * a + b] === 1;
    assert.equal(mask[cell], covered ? 0 : 1);
  }
  const anywhere = { height: 7, width: 7, dropRate: 0.1, block: { size: 7, starts: 'anywhere' } };
  assert.equal(e.drawBlockMask(anywhere).starts.length, 49);
  assert.ok(e.blockDroppedShare(anywhere).mean > 0.9);
});

test('DropConnect: forward, backward, law, moments', () => {
  const layer = { outputs: 2, inputs: 3, dropRate: 0.4 };
  const [weights, biases, inputs] = [
    [1, -2, 0.5, 3, 1, -1],
    [0.5, -0.5],
    [1, 2, 3, -1, 0.5, 2],
  ];
  const mask = e.drawDropConnectMask(layer, 2, { seed: 8 });
  const s = 1 / 0.6;
  const plain = (kept, scale) =>
    [0, 1].flatMap(n =>
      [0, 1].map(i => {
        let sum = 0;
        for (let j = 0; j < 3; j += 1) sum += kept(n, i, j) * weights[3 * i + j] * inputs[3 * n + j];
        return biases[i] + scale * sum;
      }),
    );
  near(
    e.dropConnectForward(layer, 'train', mask, weights, biases, inputs),
    plain((n, i, j) => mask[6 * n + 3 * i + j], s),
    1e-12,
  );
  near(
    e.dropConnectForward(layer, 'eval', [], weights, biases, inputs),
    plain(() => 1, 1),
    1e-12,
  );
  const g = [1, -1, 2, 0.5];
  const gradient = e.dropConnectBackward(layer, 'train', mask, weights, inputs, g);
  near(gradient.biases, [3, -0.5], 1e-12);
  near(
    gradient.weights,
    Array.from({ length: 6 }, (_, at) => {
      const [i, j] = [Math.floor(at / 3), at % 3];
      return s * (mask[at] * g[i] * inputs[j] + mask[6 + at] * g[2 + i] * inputs[3 + j]);
    }),
    1e-12,
  );
  near(
    gradient.inputs,
    Array.from({ length: 6 }, (_, at) => {
      const [n, j] = [Math.floor(at / 3), at % 3];
      return s * [0, 1].reduce((sum, i) => sum + mask[6 * n + 3 * i + j] * g[2 * n + i] * weights[3 * i + j], 0);
    }),
    1e-12,
  );
  const law = e.dropConnectLaw(layer, weights, biases, inputs.slice(0, 3));
  near(law.means, plain(() => 1, 1).slice(0, 2), 1e-12);
  const squares = i => [0, 1, 2].reduce((sum, j) => sum + (weights[3 * i + j] * inputs[j]) ** 2, 0);
  near(law.variances, [(0.4 / 0.6) * squares(0), (0.4 / 0.6) * squares(1)], 1e-12);
  assert.equal(e.drawDropConnectMask({ ...layer, maskPer: 'batch' }, 5).length, 6);

  for (const on of ['units', 'weights'])
    for (const scheme of ['naive', 'inverted']) {
      const options = { on, scheme, dropRate: 0.3 };
      const closed = e.preactivationMoments(weights, [1, 2, 3], options);
      const summed = e.preactivationMoments(weights, [1, 2, 3], { ...options, enumerated: true });
      near(closed.mean, summed.mean, 1e-12);
      near(closed.covariance, summed.covariance, 1e-12);
      assert.equal(closed.covariance[1] === 0, on === 'weights');
    }
  near([e.patchNoise('element', 0.2, 4), e.patchNoise('channel', 0.2, 4)], [0.0625, 0.25], 1e-12);
});

test('stochastic depth: rates, decisions, rows', () => {
  near(e.depthDropRates('huang', 4, 0.8), [0.2, 0.4, 0.6, 0.8], 1e-12);
  near(e.depthDropRates('linspace', 3, 0.8), [0, 0.4, 0.8], 1e-12);
  near(e.depthDropRates('uniform', 2, 0.8), [0.8, 0.8], 0);
  for (let step = 0; step < 20; step += 1) {
    const [bit] = e.drawMask(1, 0.5, { seed: 4, layer: 7, step });
    assert.equal(e.blockIsActive(0.5, { seed: 4, block: 7, step }), bit === 1);
  }
  const x = [1, 2, 3, 4];
  const f = [10, 20, NaN, NaN];
  assert.deepEqual(Array.from(e.dropPathRows({ dropRate: 0.5 }, [1, 0], x, f)), [21, 42, 3, 4]);
  const evaluated = e.dropPathRows({ dropRate: 0.2, scheme: 'testScaled', mode: 'eval' }, [1, 1], x, [1, 1, 1, 1]);
  near(evaluated, [1.8, 2.8, 3.8, 4.8], 1e-12);
});

test('noise instead of zeros', () => {
  const factors = e.drawGaussianFactors(100_000, 0.2, { seed: 6 });
  const mean = factors.reduce((sum, each) => sum + each, 0) / factors.length;
  const variance = factors.reduce((sum, each) => sum + (each - mean) ** 2, 0) / factors.length;
  // 5 standard errors: 5 * 0.5 / sqrt(N), 5 * 0.25 * sqrt(2 / N).
  near([mean, variance], [1, 0.25], 0.008);
  assert.deepEqual(Array.from(e.drawGaussianFactors(3, 0)), [1, 1, 1]);
  near([e.selu(1), e.selu(-1), e.seluSlope(2)], [1.0507009873554805, -1.1113307378125627, 1.0507009873554805], 1e-12);
  const { a, b, dropped: low } = e.alphaDropoutMap(0.1);
  near([a, b], [0.92128452, 0.16197097], 1e-8);
  const alpha = -1.7580993408473766;
  near([low], [a * alpha + b], 1e-12);
  near(e.alphaDropoutForward(0.1, 'train', [1, 0], [2, 2]), [2 * a + b, low], 1e-12);
  near(e.alphaDropoutBackward(0.1, 'train', [1, 0], [2, 2]), [2 * a, 0], 1e-12);
  assert.deepEqual(Array.from(e.alphaDropoutForward(0.1, 'eval', [1, 0], [2, 2])), [2, 2]);
});

test('schedules', () => {
  const at = (schedule, times) => times.map(t => e.scheduledDropRate({ dropRate: 0.4, ...schedule }, t));
  near(at({ kind: 'constant' }, [0, 1]), [0.4, 0.4], 0);
  near(at({ kind: 'ramp', turn: 0.5 }, [0, 0.25, 0.5, 1]), [0, 0.2, 0.4, 0.4], 1e-12);
  near(at({ kind: 'reverseRamp', turn: 0.5 }, [0, 0.25, 0.5, 1]), [0.4, 0.2, 0, 0], 1e-12);
  near(at({ kind: 'early', turn: 0.5 }, [0.4, 0.6]), [0.4, 0], 0);
  near(at({ kind: 'late', turn: 0.5 }, [0.4, 0.6]), [0, 0.4], 0);
  near(at({ kind: 'curriculum', rate: 5 }, [0, 0.3]), [0, 0.4 * (1 - Math.exp(-1.5))], 1e-12);
});
