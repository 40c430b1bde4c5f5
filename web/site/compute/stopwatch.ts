// stopwatch.ts: times the work that a model does for the places of its measured curve (ParamInfo::measured in widget.h).
//
// Round after round over all places, there and back, so that a machine that changes its pace wrongs none of them; of the
// rounds the fastest counts, since whatever disturbs a run makes it slower.
import type { Declaration, Texts } from './declaration.js';
import { Model } from './model.js';

export interface TimedTask {
  readonly module: WebAssembly.Module;
  readonly declaration: Declaration;
  readonly texts: Texts;
  readonly places: number;
}

// The best times so far in ms; -1: this place had no turn yet.
export type BestTimes = readonly number[];

const warmUpMs = 200; // browsers compile a program better once it has run for a while
const leastMs = 20; // of one look at the clock, which may be coarse
const rounds = { least: 4, most: 12, enoughMs: 6000 };

// Each time of the first round is told as it comes, later ones a round at a time. tell: false ends it.
export async function takeTimes(
  task: TimedTask,
  tell: (best: BestTimes) => boolean | Promise<boolean>,
  makeModel = Model.make,
): Promise<void> {
  const model = await makeModel(task.module, task.declaration);
  model.restoreValues(task.texts);
  const { places } = task;
  const best = Array.from({ length: places }, () => -1);
  const begin = performance.now();
  while (performance.now() - begin < warmUpMs) await timeOf(model, 0);
  for (let round = 0; round < rounds.most; ++round) {
    if (round >= rounds.least && performance.now() - begin > rounds.enoughMs) return;
    for (let turn = 0; turn < places; ++turn) {
      const place = round % 2 === 0 ? turn : places - 1 - turn;
      const ms = await timeOf(model, place);
      best[place] = round === 0 ? ms : Math.min(best[place]!, ms);
      if (round === 0 && !(await tell([...best]))) return;
    }
    if (round > 0 && !(await tell([...best]))) return;
  }
}

async function timeOf(model: Pick<Model, 'call'>, place: number): Promise<number> {
  // Where the page itself computes, others get their turn; not within what is timed.
  await new Promise<void>(resolve => setTimeout(resolve));
  const begin = performance.now();
  for (let count = 1; ; ++count) {
    if (model.call('timed_work', place) === 0) throw new Error(`there is no work for place ${place}`);
    const spent = performance.now() - begin;
    if (spent >= leastMs) return spent / count;
  }
}
