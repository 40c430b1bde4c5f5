// faults.mjs: the table of faults: what breaks and how, the words that the reader must see, the way back, what must survive.
//
// faults.spec.mjs runs it case by case; `kind` names the way in which a case is run there. Whatever stands in `script` runs in
// the page before its own scripts do; `mended` is set there when the fault is over.
const model = /model_\w+\.\w+\.(wasm|base64)/;
const player = /player\.\w+\.(wasm|base64)/;
const glue = /player\.\w+\.js/;
const worker = /worker\.\w+\.js/;

const notLoaded = /its program could not be loaded/;
const reload = /no longer where this page looks for it\. Reload the page/;
const still = /stands still: its script did not run\. Allow scripts for this page, or reload it/;
const silent = /does not answer; the run goes on without it/;
const stopped = /stopped because of an error in its program\. Reload the page/;

// kind program: the figure cannot live; its picture and the values of its link stay, and after the way back it lives with them.
const programs = [
  ['model', model, 'missing', reload, 'reload'],
  ['player', player, 'missing', reload, 'reload'],
  ['model', model, 'truncated', notLoaded, 'Try again'],
  ['player', player, 'truncated', notLoaded, 'Try again'],
  ['model', model, 'corrupt', notLoaded, 'Try again'],
  ['player', player, 'corrupt', notLoaded, 'Try again'],
  ["player's script", glue, 'corrupt', notLoaded, 'Try again'],
  ['model', model, "a login's page", notLoaded, 'Try again'],
  ['model and player', /model_|player/, 'an error of the server', notLoaded, 'Try again'],
  ['model', /model_/, 'cut off', notLoaded, 'the network is back'],
  ['player', player, 'cut off', notLoaded, 'the network is back'],
  ["player's script", glue, 'cut off', notLoaded, 'the network is back'],
  ['font', /inter_semibold/, 'cut off', notLoaded, 'the network is back'],
  ['model', model, 'slow', /taking very long to load/, 'by itself'],
].map(([what, files, answer, says, back]) => ({
  kind: 'program',
  name: `${what}: ${answer}`,
  files,
  answer,
  says,
  back,
  keeps: 'picture and values',
}));

const others = [
  {
    kind: 'program',
    name: 'WebAssembly: blocked by policy',
    policy: " 'wasm-unsafe-eval'",
    says: /security policy forbids WebAssembly/,
    back: 'reload',
    keeps: 'picture and values',
  },
  {
    kind: 'program',
    name: 'WebAssembly: missing',
    script: () => delete window.WebAssembly,
    says: /does not offer WebAssembly/,
    back: 'another browser',
    keeps: 'picture',
  },
  {
    kind: 'program',
    name: 'out of memory',
    script: () => {
      const { instantiate } = WebAssembly;
      WebAssembly.instantiate = async (...given) => {
        if (window.mended) return instantiate.apply(WebAssembly, given);
        throw new RangeError('WebAssembly.Memory(): could not allocate memory');
      };
    },
    says: /no memory left/,
    back: 'Try again',
    keeps: 'picture and values',
  },
  { kind: 'trap', name: 'trap in a command', trap: 'model_reset', says: stopped, back: 'reload', keeps: 'values' },
  {
    kind: 'trap',
    name: 'trap in a run that the page computes',
    trap: 'model_advance',
    script: () => delete window.Worker,
    says: stopped,
    back: 'reload',
    keeps: 'values',
  },
  {
    kind: 'worker',
    name: 'Worker: missing',
    script: () => delete window.Worker,
    back: 'by itself',
    keeps: 'the run, to its end',
  },
  {
    kind: 'worker',
    name: 'Worker: throwing',
    script: () =>
      (window.Worker = class {
        constructor() {
          throw new Error('no Workers here');
        }
      }),
    back: 'by itself',
    keeps: 'the run, to its end',
  },
  {
    kind: 'worker',
    name: "Worker's script: missing",
    files: worker,
    answer: 'missing',
    back: 'by itself',
    keeps: 'the run, to its end',
  },
  {
    kind: 'worker',
    name: 'Worker: silent',
    script: () =>
      (window.Worker = class {
        postMessage() {
          window.owing = true;
        }
        terminate() {}
      }),
    beats: 10,
    says: silent,
    back: 'by itself',
    keeps: 'the run, to its end',
  },
  {
    kind: 'worker',
    name: 'Workers that train: silent',
    address: 'embed/rate_sweep.html?stop_after=100&width=16&seeds=4',
    workers: 1,
    // The Worker of the model answers, and owes nothing then.
    script: () => {
      let asked = false;
      window.Worker = class extends Worker {
        constructor(address) {
          super(address);
          this.addEventListener('message', () => (window.owing = asked));
        }
        postMessage(message, ...others) {
          if (message.type === 'train') asked = true;
          else super.postMessage(message, ...others);
        }
      };
    },
    beats: 60,
    says: silent,
    back: 'by itself',
    keeps: 'the run, to its end',
  },
  {
    kind: 'frozen',
    name: 'tab frozen and thawed while the Worker owes an answer',
    // It hears nothing until the tab is thawed.
    script: () => {
      const held = [];
      window.workers = 0;
      window.Worker = class extends Worker {
        constructor(address) {
          super(address);
          ++window.workers;
        }
        postMessage(...given) {
          held.push(() => super.postMessage(...given));
          if (window.mended) window.letGo();
        }
      };
      window.letGo = () => {
        window.mended = true;
        for (const send of held.splice(0)) send();
      };
    },
    back: 'by itself',
    keeps: 'the run, in its Worker',
  },
  {
    kind: 'clock',
    name: 'clock jumps by an hour, back and ahead, while the page computes a run',
    script: () => {
      delete window.Worker;
      window.jump = 0;
      for (const clock of [performance, Date]) {
        const now = clock.now.bind(clock);
        clock.now = () => now() + window.jump;
      }
    },
    back: 'by itself',
    keeps: 'the run, seen all the while',
  },
  { kind: 'script', name: "a chapter's script: missing", page: 'chapter', answer: 'missing' },
  { kind: 'script', name: "a chapter's script: truncated", page: 'chapter', answer: 'truncated' },
  { kind: 'script', name: "a frame's script: cut off", page: 'embed', answer: 'cut off' },
].map(row => (row.kind === 'script' ? { says: still, back: 'reload', keeps: 'text and picture', ...row } : row));

const stores = [
  {
    name: 'storage: denied',
    script: () =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    says: /keeps nothing/,
    keeps: 'questions and figures',
  },
  {
    name: 'storage: full',
    script: () =>
      (Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      }),
    says: /keeps nothing/,
    keeps: 'questions and figures',
  },
  {
    name: 'storage: damaged',
    script: () => {
      const bad = ['theme', 'last', 'round.ending.guess', 'guess.mask.predict_larger_sum', 'read.', 'visited.mask'];
      for (const name of bad) localStorage.setItem(`dropout_lab.${name}`, '{"p":[');
      history.replaceState({ dropoutLab: { figures: 7, answers: { predict_shrug: '99' } } }, '');
    },
    keeps: 'questions and figures',
  },
].map(row => ({ kind: 'storage', back: 'by itself', ...row }));

const surroundings = ['ResizeObserver', 'IntersectionObserver'].map(observer => ({
  kind: 'observer',
  name: `${observer}: missing`,
  observer,
  back: 'by itself',
  keeps: 'a figure that lives and fits its window',
}));

export const faults = [
  ...programs,
  ...others,
  ...stores,
  ...surroundings,
  {
    kind: 'context',
    name: 'context lost while dragging',
    back: 'by itself',
    keeps: 'the value that was dragged to',
  },
  { kind: 'tabs', name: 'two tabs on one chapter', back: 'by itself', keeps: 'the guesses of both' },
  {
    kind: 'deploy',
    name: 'a deploy under an open tab',
    says: reload,
    back: 'reload',
    keeps: 'the figure that lives, its values and its run',
  },
];
