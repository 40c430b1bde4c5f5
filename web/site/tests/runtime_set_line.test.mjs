// runtime_set_line.test.mjs: messages of `set` that come faster than frames are merged.
import assert from 'node:assert/strict';
import test from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { SetLine } = await runtimeModule('embed/set_line.ts');

// Frames end when the test says so.
function made(answerTo = () => ({ refused: [], adjusted: [] })) {
  const carriedOut = [];
  const frames = [];
  const line = new SetLine(
    async values => {
      carriedOut.push({ ...values });
      return answerTo(values);
    },
    begin => frames.push(begin),
  );
  const frameEnds = () => frames.splice(0).forEach(begin => begin());
  return { line, carriedOut, frameEnds };
}

test('S14: of 20,000 messages within a frame the newest values are worked off, once, and each is answered', async () => {
  const { line, carriedOut, frameEnds } = made();
  const answers = Array.from({ length: 20_000 }, (_, place) => line.set({ p: place, [`x${place % 3}`]: place }));
  assert.deepEqual(carriedOut, []);
  frameEnds();
  assert.equal((await Promise.all(answers)).length, 20_000);
  assert.deepEqual(carriedOut, [{ p: 19_999, x0: 19_998, x1: 19_999, x2: 19_997 }]);
});

test('S14: what comes while the values before are worked off waits for its own frame', async () => {
  const { line, carriedOut, frameEnds } = made();
  const first = line.set({ p: 1 });
  frameEnds();
  await first;
  const second = line.set({ p: 2 });
  assert.equal(carriedOut.length, 1);
  frameEnds();
  await second;
  assert.deepEqual(carriedOut, [{ p: 1 }, { p: 2 }]);
});

test('S14: a command ends the frame, so what was set before it comes before it and what is set later does not', async () => {
  const { line, carriedOut } = made();
  void line.set({ p: 1 });
  const settled = line.settled();
  void line.set({ p: 2 });
  await settled;
  assert.deepEqual(carriedOut, [{ p: 1 }]);
});

test('S14: each message hears of its own values alone', async () => {
  const { line, frameEnds } = made(() => ({
    refused: ['there is no parameter "bad"', 'the value of "p" is "of "x"", not a number; it is ignored'],
    adjusted: ['the value 9 of "q" is above 1; 1 is used'],
  }));
  const [p, bad, q, r] = [{ p: 'of "x"' }, { bad: 1 }, { q: 9 }, { r: 1 }].map(values => line.set(values));
  frameEnds();
  assert.deepEqual((await p).refused, ['the value of "p" is "of "x"", not a number; it is ignored']);
  assert.deepEqual((await bad).refused, ['there is no parameter "bad"']);
  assert.deepEqual(await q, { refused: [], adjusted: ['the value 9 of "q" is above 1; 1 is used'] });
  assert.deepEqual(await r, { refused: [], adjusted: [] });
});

test('S14: where the figure cannot start everybody hears so', async () => {
  const { line, frameEnds } = made(() => ({ refused: ['the figure could not be started'], adjusted: [] }));
  const answers = [line.set({ p: 1 }), line.set({ q: 1 })];
  frameEnds();
  for (const { refused } of await Promise.all(answers)) assert.equal(refused.length, 1);
});
