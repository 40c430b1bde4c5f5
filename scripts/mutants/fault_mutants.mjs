// fault_mutants.mjs: the handling of each fault taken out: in `file`, where `from` stands once, `to` is put; the `cases` of
// the table of faults (web/site/tests/browser/faults.mjs) then have to fail.
const loader = 'web/site/compute/loader.ts';
const failure = 'web/site/compute/failure.ts';
const silence = 'web/site/compute/silence.ts';
const line = 'web/site/compute/worker_line.ts';
const pageModel = 'web/site/compute/page_model.ts';
const local = 'web/site/compute/local_runner.ts';
const life = 'web/site/figure/figure_life.ts';
const settings = 'web/site/figure/settings.ts';
const observers = 'web/site/figure/observers.ts';
const theme = 'web/site/page/theme.ts';

const programs = [
  {
    name: 'program that is gone, and nobody says "reload"',
    file: loader,
    from: 'return status === 404 || status === 410;',
    to: 'return status === 410;',
    cases: ['model: missing', 'player: missing', 'a deploy under an open tab'],
  },
  {
    name: 'program that is damaged and counts as stopped',
    file: loader,
    from: "throw failureFrom(error, 'not_loaded');",
    to: 'throw error;',
    cases: ['model: truncated', 'player: truncated', 'model: corrupt', 'player: corrupt', "model: a login's page"],
  },
  {
    name: 'program that failed to load once and is never fetched again',
    file: loader,
    from: '      this.made = null;\n',
    to: '',
    cases: ['model: truncated', 'player: corrupt', "player's script: corrupt", 'font: cut off'],
  },
  {
    name: 'program whose server has an error and that counts as stopped',
    file: loader,
    from: "gone ? 'gone' : 'not_loaded'",
    to: "gone ? 'gone' : 'stopped'",
    cases: [
      'model and player: an error of the server',
      'model: cut off',
      'player: cut off',
      "player's script: cut off",
    ],
  },
  {
    name: 'program whose glue is trusted to be whole',
    file: 'web/site/figure/player.ts',
    from: "if (!factory) throw new FigureFailure('not_loaded', 'the glue script defined no createDropoutPlayer');\n  return factory;",
    to: 'return factory!;',
    cases: ["player's script: corrupt"],
  },
  {
    name: 'program that nobody can try to load again',
    file: 'web/site/figure/figure_parts.ts',
    from: "if (retry) ways.append(button('Try again', 'action action-first', retry), ' ');",
    to: '',
    cases: ["model: a login's page", 'model and player: an error of the server', 'out of memory'],
  },
  {
    name: 'program that does not come when the network is back',
    file: life,
    from: "    addEventListener('online', () => this.seen(this.near));\n",
    to: '',
    cases: ['model: cut off', 'player: cut off', "player's script: cut off", 'font: cut off'],
  },
  {
    name: 'program that is slow for twenty minutes before a word is said',
    file: life,
    from: 'const slowMs = 20_000;',
    to: 'const slowMs = 1_200_000;',
    cases: ['model: slow'],
  },
  {
    name: 'program that a policy forbids, in words of another failure',
    file: failure,
    from: "  if (/content security policy|unsafe-eval|disallowed by embedder|blocked by csp/i.test(reason)) return 'blocked';\n",
    to: '',
    cases: ['WebAssembly: blocked by policy'],
  },
  {
    name: 'program for which WebAssembly is taken for granted',
    file: loader,
    from: "if (typeof WebAssembly !== 'object') throw new FigureFailure('no_wasm', 'WebAssembly is not defined');",
    to: '',
    cases: ['WebAssembly: missing'],
  },
  {
    name: 'program without memory, in words of another failure',
    file: failure,
    from: "  if (/out of memory|could not allocate|cannot enlarge memory|\\bOOM\\b/i.test(reason)) return 'memory';\n",
    to: '',
    cases: ['out of memory'],
  },
  {
    name: 'program that stopped, and nobody is told',
    file: local,
    from: '    this.events.failed(error);\n',
    to: '',
    cases: ['trap in a command', 'trap in a run that the page computes'],
  },
];

const workers = [
  {
    name: 'Worker that is waited for where there is none',
    file: pageModel,
    from: ' || !this.parts.line.available',
    to: '',
    cases: ['Worker: missing'],
  },
  {
    name: 'Worker that cannot be made, and nobody hears of it',
    file: line,
    from: 'queueMicrotask(() => this.fail(String(error)));',
    to: 'void error;',
    cases: ['Worker: throwing'],
  },
  {
    name: 'Worker whose script does not come, and nobody hears of it',
    file: line,
    from: 'if (this.worker === worker) this.fail(event.message || "the Worker\'s script could not be loaded");',
    to: '',
    cases: ["Worker's script: missing"],
  },
  {
    name: 'Worker that may be silent for ever',
    file: silence,
    from: '++this.silent >= this.mostBeats',
    to: '++this.silent >= 1000 * this.mostBeats',
    cases: ['Worker: silent', 'Workers that train: silent'],
  },
  {
    name: 'Worker that is given up without a word',
    file: pageModel,
    from: 'listener.note?.(noAnswer)',
    to: 'void listener',
    cases: ['Worker: silent', 'Workers that train: silent'],
  },
  {
    name: 'Worker that is given up by the clock',
    file: silence,
    from: 'setInterval(() => this.beat(), beatMs)',
    to: 'setTimeout(() => (this.beat(), this.giveUp(noAnswer)), this.mostBeats * beatMs)',
    cases: ['tab frozen and thawed while the Worker owes an answer'],
  },
  {
    name: 'run that stands until a clock that was set back is there again',
    file: 'web/site/compute/pace.ts',
    from: 'Math.max(0, nowMs - (this.lastMs ?? nowMs))',
    to: 'nowMs - (this.lastMs ?? nowMs)',
    cases: ['clock jumps by an hour, back and ahead, while the page computes a run'],
  },
];

const pages = [
  {
    name: 'page that does not notice that its script is missing',
    file: theme,
    from: 'target === script',
    to: 'target === root',
    cases: ["a chapter's script: missing", "a frame's script: cut off"],
  },
  {
    name: 'page that does not notice that its script is damaged',
    file: theme,
    from: 'filename === script.src',
    to: 'filename === root.baseURI',
    cases: ["a chapter's script: truncated"],
  },
  {
    name: 'page that believes that everything is kept',
    file: settings,
    from: 'return false;',
    to: 'return true;',
    cases: ['storage: denied', 'storage: full'],
  },
  {
    name: 'page that may not read what it kept',
    file: settings,
    from: '  } catch {\n    return unkept.get(name) ?? null;',
    to: "  } catch {\n    throw new Error('denied');",
    cases: ['storage: denied'],
  },
  {
    name: 'page that cannot write what it keeps',
    file: settings,
    from: 'if (value !== null) unkept.set(name, value);',
    to: "throw new Error('full');",
    cases: ['storage: full'],
  },
  {
    name: 'page that takes an answer back that no choice has',
    file: 'web/site/page/predict.ts',
    from: ' || Number(before) >= inputs.length',
    to: '',
    cases: ['storage: damaged'],
  },
  {
    name: 'page that counts a damaged guess',
    file: 'web/site/page/tally.ts',
    from: ' || !/^\\d$/.test(kept)',
    to: '',
    cases: ['storage: damaged'],
  },
  {
    name: 'page that has one guess for all questions of a chapter',
    file: 'web/site/page/progress.ts',
    from: '`guess.${slug}.${box.id}`',
    to: '`guess.${slug}`',
    cases: ['two tabs on one chapter'],
  },
  {
    name: 'page that leaves nothing in its tab',
    file: 'web/site/figure/kept_state.ts',
    from: "history.replaceState({ ...(isRecord(state) ? state : {}), dropoutLab }, '');",
    to: 'void [state, dropoutLab];',
    cases: ['a deploy under an open tab'],
  },
  {
    name: 'page without a stand-in for ResizeObserver',
    file: observers,
    from: 'globalThis.ResizeObserver ??= StandIn as never;',
    to: '',
    cases: ['ResizeObserver: missing'],
  },
  {
    name: 'page without a stand-in for IntersectionObserver',
    file: observers,
    from: 'globalThis.IntersectionObserver ??= StandIn as never;',
    to: '',
    cases: ['IntersectionObserver: missing'],
  },
  {
    name: 'page whose figure does not notice that its context is lost',
    file: 'web/site/figure/figure_picture.ts',
    from: "'webglcontextlost'",
    to: "'webglcontextrestored'",
    cases: ['context lost while dragging'],
  },
];

export const faultMutants = [...programs, ...workers, ...pages];
