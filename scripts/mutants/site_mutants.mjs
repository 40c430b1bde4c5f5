// site_mutants.mjs: known mistakes for links, runners, messages and pages: in `file`, where `from` stands once, `to` is put.
const link = 'web/site/figure/permalink.ts';
const damaged = 'web/site/figure/damaged_link.ts';
const state = 'web/site/figure/state_links.ts';
const local = 'web/site/compute/local_runner.ts';
const pageModel = 'web/site/compute/page_model.ts';

const linkMutants = [
  {
    name: 'link whose query wins over its fragment',
    file: link,
    from: '[...(isFirst ? parsePairs(parts.search.slice(1)) : []), ...inFragment]',
    to: '[...inFragment, ...(isFirst ? parsePairs(parts.search.slice(1)) : [])]',
  },
  {
    name: 'link that sets every figure of the page',
    file: link,
    from: "(fragment.figure === '' && isFirst)",
    to: "fragment.figure === ''",
  },
  {
    name: 'link that takes a text of any length',
    file: link,
    from: 'text.length > longestValue',
    to: 'text.length > 100 * longestValue',
  },
  {
    name: 'link without ticks 0',
    file: link,
    from: "if (ticks !== start.ticks) write('ticks'",
    to: "if (ticks) write('ticks'",
  },
  {
    name: 'link that holds what a clock measured',
    file: link,
    from: 'params.filter(({ measured }) => !measured)',
    to: 'params.filter(() => true)',
  },
  {
    name: 'link with a name that is a key of links',
    file: link,
    from: 'write(ownKeys.has(id) ? escape + id : id, text)',
    to: 'write(id, text)',
  },
  { name: 'link that ends with the full stop of a text', file: link, from: "/[!'()*]|[.,]$/g", to: "/[!'()*]/g" },
  {
    name: 'link that drops what others put into the address',
    file: link,
    from: 'const [query, rest] = [foreignPairs(search.slice(1), declaration),',
    to: 'const [query, rest] = [[] as string[],',
  },
  {
    name: 'link that stays locked for who opens it whole',
    file: link,
    from: "key === 'hide' || key === 'lock'",
    to: "key === 'hide'",
  },
  {
    name: 'link whose lists a phone has written with a capital',
    file: damaged,
    from: '  plain(text)\n    .toLowerCase()\n    .split(',
    to: '  plain(text)\n    .split(',
  },
  { name: 'link with a long minus', file: damaged, from: "mended.replace(minus, '-')", to: 'mended' },
  {
    name: 'link with the bracket of its sentence',
    file: damaged,
    from: "text.replace(afterAddress, '')",
    to: 'text',
  },
  {
    name: 'link whose choice is in other letters',
    file: damaged,
    from: 'choice.toLowerCase() === meant',
    to: 'choice === meant',
  },
  {
    name: 'link of a run on its way without its goal',
    file: state,
    from: 'Math.max(ticks, figure.replayTo)',
    to: 'ticks',
  },
  {
    name: 'link for others with what stands in the own address',
    file: state,
    from: "address.search = aloneOnPage ? state : '';",
    to: 'if (aloneOnPage) address.search = state;',
  },
  {
    name: 'link of an embed measured at the lesson',
    file: state,
    from: 'state.ticks, figure.defaults)',
    to: 'state.ticks, figure.start)',
  },
];

const runnerMutants = [
  {
    name: 'runner that answers before its report',
    file: local,
    from: '      this.report(!looksSame);\n      answered({ refused, adjusted });',
    to: '      answered({ refused, adjusted });\n      this.report(!looksSame);',
  },
  {
    name: 'runner that slows a hurried run down with each value',
    file: local,
    from: "command.type === 'run' || command.type === 'act') this.fast",
    to: "command.type === 'run' || command.type === 'set') this.fast",
  },
  {
    name: 'runner that reports before the last was taken',
    file: local,
    from: 'this.unreported && due && this.reportIsTaken',
    to: 'this.unreported && due',
  },
  {
    name: 'runner that is called after it failed',
    file: local,
    from: '    this.stop();\n    this.events.failed(error);',
    to: '    this.events.failed(error);',
  },
  {
    name: 'runner that is not told that drawing failed',
    file: local,
    from: '      this.fail(error);\n      throw error;',
    to: '      throw error;',
  },
  {
    name: 'picture that is drawn each time it is asked for',
    file: 'web/site/compute/model.ts',
    from: 'drawn ??= waiting!();\n      waiting = null;',
    to: 'drawn = waiting!();',
  },
  {
    name: 'model that moves to the Worker after its run was ended',
    file: 'web/site/compute/page_model.ts',
    from: 'if (!last || this.runner !== runner || !this.shouldMove(last)) return;',
    to: 'if (!last || this.runner !== runner) return;',
  },
  {
    name: 'runner that trains what the pool trains',
    file: local,
    from: "if (this.paced.assisted && model.wantedRuns(1).length > 0) return 'pool';",
    to: '',
  },
  {
    name: 'runner whose chunks never shrink',
    file: local,
    from: 'if (spent > 2) this.chunk = Math.max(1, this.chunk >> 1);',
    to: '',
  },
  {
    name: 'pace that catches up after a hidden tab',
    file: 'web/site/compute/pace.ts',
    from: 'Math.min(longestMs, Math.max(0, nowMs - (this.lastMs ?? nowMs)))',
    to: 'Math.max(0, nowMs - (this.lastMs ?? nowMs))',
  },
  {
    name: 'pace that owes what a slow machine could not do',
    file: 'web/site/compute/pace.ts',
    from: 'Math.min(most, this.owed + (elapsed * ticksPerSecond) / 1000)',
    to: 'this.owed + (elapsed * ticksPerSecond) / 1000',
  },
  {
    name: 'page model that loses orders when the Worker fails',
    file: pageModel,
    from: 'runner.order(commands, answered);',
    to: 'answered({ refused: [], adjusted: [] });',
  },
  { name: 'page model that tries a broken Worker for ever', file: pageModel, from: '++this.workerFailures;', to: '' },
  {
    name: 'page model that begins anew when it is opened again',
    file: pageModel,
    from: 'saved => void (this.saved = saved),',
    to: '() => {},',
  },
  {
    name: 'page model that takes the end of a later order for its own',
    file: pageModel,
    from: 'turn > waiter.turn ? false : turn === waiter.turn',
    to: 'turn >= waiter.turn',
  },
  {
    name: 'pool that takes results of older values',
    file: 'web/site/compute/run_pool.ts',
    from: 'generation === this.generation && this.texts',
    to: 'this.texts',
  },
  {
    name: 'pool that gives a run to two Workers',
    file: 'web/site/compute/run_pool.ts',
    from: '      this.given.add(run);\n',
    to: '',
  },
  {
    name: 'stopwatch that keeps the slowest round',
    file: 'web/site/compute/stopwatch.ts',
    from: 'Math.min(best[place]!, ms)',
    to: 'Math.max(best[place]!, ms)',
  },
  {
    name: 'loader that remembers a failed attempt',
    file: 'web/site/compute/loader.ts',
    from: '      this.made = null;\n',
    to: '',
  },
];

const pageMutants = [
  {
    name: 'message of a widget taken for a question',
    file: 'web/site/embed/message_check.ts',
    from: "'loaded', 'ready', 'resize', 'change', 'reply', 'error', 'key'",
    to: "'loaded', 'ready', 'resize', 'change', 'reply', 'error'",
  },
  {
    name: 'message that sets NaN',
    file: 'web/site/embed/message_check.ts',
    from: "(typeof value === 'number' && Number.isFinite(value)) ||",
    to: "typeof value === 'number' ||",
  },
  {
    name: 'messages whose answers name the values of others',
    file: 'web/site/embed/set_line.ts',
    from: 'adjusted: adjusted.filter(ours)',
    to: 'adjusted',
  },
  {
    name: 'messages of which the first value counts',
    file: 'web/site/embed/set_line.ts',
    from: 'Object.assign(all, values);',
    to: 'Object.assign(all, { ...values, ...all });',
  },
  {
    name: 'tally that takes no guess for a wrong one',
    file: 'web/site/page/tally.ts',
    from: "if (kept === null || !/^\\d$/.test(kept)) return 'open';",
    to: "if (kept === null) return 'open';",
  },
  {
    name: 'challenge that tells the answers',
    file: 'web/site/page/challenge.ts',
    from: "  address.search = '';\n",
    to: '',
  },
  {
    name: 'forgetting that leaves the place to go on',
    file: 'web/site/page/progress.ts',
    from: "  writeSetting('last', null);\n",
    to: '',
  },
  {
    name: 'page that does not escape an attribute',
    file: 'web/site/author/html.mjs',
    from: '/[&<>"\']/g',
    to: '/[&<>]/g',
  },
  {
    name: 'page whose data ends its script',
    file: 'web/site/author/html.mjs',
    from: ".replace(/</g, '\\\\u003c')",
    to: '',
  },
  {
    name: 'lesson with a link to a script',
    file: 'web/site/author/inline_grammar.mjs',
    from: '/^[^/?#]*:/.test(address)',
    to: '/^http:/.test(address)',
  },
  {
    name: 'lesson whose right answer types any number',
    file: 'web/site/author/typed_numbers.mjs',
    from: '.filter(text => !isProved(text))',
    to: '.filter(text => !isProved(text) && text.length > 9)',
  },
  {
    name: 'lesson with minutes rounded down',
    file: 'web/site/author/open_text.mjs',
    from: 'return Math.ceil(',
    to: 'return Math.floor(',
  },
  {
    name: 'contents without the last station of the short way',
    file: 'web/site/author/path_html.mjs',
    from: "ways[to].way = 'way way-arrive';",
    to: "ways[to].way = 'way way-pass';",
  },
  {
    name: 'poster with another look in the same path',
    file: 'web/site/author/poster.mjs',
    from: '!look || before?.look !== look',
    to: '!look || !before?.look',
  },
  {
    name: 'control of a set without the last of a run',
    file: 'web/site/author/control_html.mjs',
    from: 'place >= first && place <= last',
    to: 'place >= first && place < Math.max(last, first + 1)',
  },
  {
    name: 'control that is locked and does not say so',
    file: 'web/site/author/control_html.mjs',
    from: '[locked && `${domId}_locked`, param.help',
    to: '[param.help',
  },
  {
    name: 'listing of a region whose name begins like it',
    file: 'web/site/author/listings.mjs',
    from: '${name}\\\\s*$`)',
    to: '${name}`)',
  },
  {
    name: 'CSV cell that is a formula',
    file: 'web/site/taking/csv.ts',
    from: '/^[=+\\-@\\t\\r]/',
    to: '/^[=+@\\t\\r]/',
  },
];

export const siteMutants = [...linkMutants, ...runnerMutants, ...pageMutants];
