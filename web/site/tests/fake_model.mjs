// fake_model.mjs: a model without WebAssembly, for tests of what runs it: one number, ticks, wanted runs; and a clock.

export const declaration = {
  id: 'sample',
  hash: 7,
  params: [
    { id: 'p', effect: 'resets' },
    { id: 'zoom', effect: 'view' },
  ],
  readouts: [],
  actions: [{ id: 'draw_again' }],
  panels: [{ id: 'net', title: 'Net', controls: [] }],
  playback: { max_ticks: 1000, tick_label: 'step', ticks_per_second: 60 },
};

export class FakeModel {
  declaration = declaration;
  values = { p: '0.5', zoom: '1' };
  staged = {};
  ticks = 0;
  goal = 0;
  reachedTick = 0;
  advanced = []; // sizes of the chunks
  msPerTick = 0;
  runs = 0; // the next ticks are training runs: so many
  offered = new Set();
  loads = true;

  constructor(clock = null) {
    this.clock = clock;
  }
  stage(place, value) {
    this.words = `${declaration.params[place].id} cannot be ${value}`;
    if (value === 'bad') return 'refused';
    this.staged[declaration.params[place].id] = String(Math.min(1, Number(value)));
    return Number(value) > 1 ? 'adjusted' : 'taken';
  }
  message() {
    return this.words;
  }
  apply() {
    const resets = this.staged.p !== undefined && this.staged.p !== this.values.p;
    Object.assign(this.values, this.staged);
    this.staged = {};
    if (resets) this.reset();
  }
  restoreValues(texts) {
    Object.assign(this.values, texts);
  }
  act() {
    this.goal = this.ticks + 5;
  }
  reset() {
    this.ticks = this.goal = this.reachedTick = 0;
    this.offered.clear();
  }
  step(ticks) {
    this.ticks = this.goal = Math.min(1000, this.ticks + ticks);
  }
  run() {
    this.goal = 1000;
  }
  runTo(tick) {
    this.goal = Math.min(1000, Math.max(this.ticks, tick));
  }
  pause() {
    this.goal = this.ticks;
  }
  seek(tick) {
    this.ticks = this.goal = tick;
  }
  get running() {
    return this.goal > this.ticks;
  }
  advance(ticks) {
    const done = Math.min(ticks, this.goal - this.ticks);
    this.ticks += done;
    this.advanced.push(done);
    if (this.clock) this.clock.time += done * this.msPerTick;
    return done;
  }
  state() {
    return {
      values: { p: Number(this.values.p) },
      texts: { ...this.values },
      ticks: this.ticks,
      goal: this.goal,
      last_tick: 1000,
      reached: this.ticks,
      running: this.running,
      response: '',
    };
  }
  // Programs can trap in drawing: the test puts another draw() here.
  draw() {
    return new Uint8Array([this.ticks]);
  }
  viewState(view, guarded = draw => draw()) {
    let drawn = null;
    const draw = () => (drawn ??= guarded(() => this.draw()));
    return {
      view,
      sentence: `tick ${this.ticks}`,
      description: '',
      height: 100,
      get picture() {
        return draw();
      },
    };
  }
  table(panel) {
    return [['tick'], [String(this.ticks + panel)]];
  }
  save() {
    return {
      texts: { ...this.values },
      bytes: new Uint8Array([this.ticks >> 8, this.ticks & 255, this.goal >> 8, this.goal & 255]),
    };
  }
  load({ texts, bytes }) {
    this.values = { ...texts };
    [this.ticks, this.goal] = [(bytes[0] << 8) | bytes[1], (bytes[2] << 8) | bytes[3]];
    return this.loads;
  }
  // Run number n takes the ticks n * 10 to n * 10 + 10, for the first `runs` of them.
  wantedRuns(most) {
    const wanted = [];
    const end = Math.min(this.runs, Math.ceil(this.goal / 10));
    for (let run = Math.floor(this.ticks / 10); run < end && wanted.length < most; ++run)
      if (!this.offered.has(run)) wanted.push(run);
    return wanted;
  }
  train(run) {
    return run < this.runs ? { run, train: 1, test: run / 100 } : null;
  }
  offer({ run }) {
    const waited = run < this.runs && !this.offered.has(run);
    this.offered.add(run);
    return waited;
  }
  takeOffered() {
    const before = this.ticks;
    while (this.running && this.offered.has(Math.floor(this.ticks / 10))) ++this.ticks;
    return this.ticks - before;
  }
}

// Time that only tests move on. tasks(n): lets the next n tasks run.
export class FakeClock {
  time = 0;
  queue = [];
  now = () => this.time;
  later = (run, ms) => {
    const task = { run, at: this.time + ms };
    this.queue.push(task);
    return () => (this.queue = this.queue.filter(other => other !== task));
  };
  tasks(most) {
    let done = 0;
    for (; done < most && this.queue.length > 0; ++done) {
      this.queue.sort((a, b) => a.at - b.at);
      const { run, at } = this.queue.shift();
      this.time = Math.max(this.time, at);
      run();
    }
    return done;
  }
}
