// runtime_frame_loop.test.mjs: frames are drawn while something is wanted, and then none.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { runtimeModule } from './runtime_module.mjs';

const { FrameLoop } = await runtimeModule('figure/frame_loop.ts');

let queue;
beforeEach(() => {
  queue = [];
  globalThis.requestAnimationFrame = callback => queue.push(callback);
  globalThis.cancelAnimationFrame = () => queue.pop();
});
// Plays the display: calls what was asked for until nothing is, at most `most` times.
function play(most, from = 1000, every = 16) {
  let frames = 0;
  for (; queue.length > 0 && frames < most; ++frames) queue.shift()(from + frames * every);
  return frames;
}

const nextTask = () => new Promise(resolve => setTimeout(resolve));

test('nothing is drawn before something is wanted', () => {
  new FrameLoop(() => true);
  assert.equal(queue.length, 0);
});

test('asking many times gives one frame', () => {
  const loop = new FrameLoop(() => false);
  for (let i = 0; i < 10; ++i) loop.want();
  assert.equal(play(100), 1);
  assert.equal(loop.frames, 1);
});

test('extra frames follow an input and then it is idle', () => {
  const loop = new FrameLoop(() => false);
  loop.want(2);
  assert.equal(play(100), 3);
});

test('it goes on exactly as long as the picture wants', () => {
  let left = 5;
  const loop = new FrameLoop(() => --left > 0);
  loop.want();
  assert.equal(play(100), 5);
});

test('the first frame after a rest stands for no time, later ones for the time between, at most 100 ms', () => {
  const elapsed = [];
  const loop = new FrameLoop(ms => elapsed.push(ms) < 3);
  loop.want();
  play(2, 1000, 16);
  queue.shift()(9000);
  loop.want();
  play(1, 60_000);
  assert.deepEqual(elapsed, [0, 16, 100, 0]);
});

test('stop takes back what was wanted', () => {
  const loop = new FrameLoop(() => true);
  loop.want(5);
  loop.stop();
  assert.equal(play(100), 0);
});

test('a postponed frame is drawn one frame later, once; what it needs is made between the two, in a task of its own', async () => {
  let prepared = 0;
  const loop = new FrameLoop(
    () => false,
    () => {},
    () => ++prepared,
  );
  loop.want();
  loop.postpone();
  queue.shift()(1000);
  assert.deepEqual(
    [loop.frames, prepared, queue.length, loop.idle],
    [0, 0, 0, false],
    'the frame lets something else pass',
  );
  await nextTask();
  assert.deepEqual([loop.frames, prepared], [0, 1]);
  assert.equal(play(100), 1);
  assert.deepEqual([loop.frames, prepared, loop.idle], [1, 1, true]);
});

test('a loop that is stopped before or by what the postponed frame needs draws nothing', async () => {
  const loop = new FrameLoop(
    () => true,
    () => {},
    () => loop.stop(),
  );
  for (const stopsEarly of [true, false]) {
    loop.want();
    loop.postpone();
    queue.shift()(1000);
    if (stopsEarly) loop.stop();
    await nextTask();
    assert.deepEqual([queue.length, loop.frames, loop.idle], [0, 0, true]);
  }
});

test('so is one that is wanted later in the same frame; after a frame that nobody wants nothing is postponed', async () => {
  const loop = new FrameLoop(() => false);
  loop.postpone();
  loop.want();
  for (const frame of queue.splice(0)) frame(1000);
  assert.equal(loop.frames, 0, 'the frame lets something else pass');
  await nextTask();
  play(100);
  assert.equal(loop.frames, 1);
  loop.postpone();
  queue.shift()(1100);
  loop.want();
  queue.shift()(1116);
  assert.equal(loop.frames, 2);
});
