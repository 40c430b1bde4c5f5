// changed.mjs: npm test -- --changed: which files changed, and which tests know them.
//
// Changed is what differs from where the branch left main, committed or not, new files too; where nothing does (on main with
// nothing to commit), what the last commit changed. Of a widget its own and its contract tests run natively; pictures in the
// pages, WebAssembly and clang are left to the whole suite.
import path from 'node:path';
import { output } from './run.mjs';
import { Problem } from './say.mjs';

const linesOf = text => text.split('\0').filter(Boolean);

function changedSince(commit) {
  const tracked = output('git', ['diff', '--name-only', '--no-renames', '-z', commit]);
  const others = output('git', ['ls-files', '--others', '--exclude-standard', '-z']);
  if (tracked === undefined || others === undefined)
    throw new Problem('git could not tell what changed: is this a clone of the repository with a commit?');
  return [...new Set([...linesOf(tracked), ...linesOf(others)])].sort();
}

// { since: in words, files: paths from the root; deleted ones are among them }
export function changedFiles() {
  const left = output('git', ['merge-base', 'HEAD', 'main']) ?? output('git', ['merge-base', 'HEAD', 'origin/main']);
  const files = changedSince(left ?? 'HEAD');
  if (files.length)
    return { since: `since ${left ? `${left.slice(0, 10)}, where main is left` : 'the last commit'}`, files };
  return { since: 'in the last commit', files: output('git', ['rev-parse', 'HEAD~1']) ? changedSince('HEAD~1') : [] };
}

const always = ['rooms', 'style', 'format'];
// What tests say of a file in it; the first that fits counts. widget, specs: see below. No stages: nothing but the checks
// of every file knows it.
const rules = [
  { files: /\.md$|^LICENSE$/, stages: [] },
  { files: /^web\/widgets\/(?:contract\/|kit\/|[^/]*$)/, stages: ['gcc', 'models'] },
  { files: /^web\/widgets\/(\w+)\//, widget: true },
  { files: /^engine\//, stages: ['gcc', 'lessons', 'models', 'engine_module'] },
  { files: /^web\/player\/tests\//, stages: ['player'] },
  { files: /^web\/player\//, stages: ['player'], specs: true },
  { files: /^web\/engine_module\//, stages: ['types', 'engine_module'] },
  { files: /^web\/site\/tests\/hosts\//, stages: ['hosts'] },
  { files: /^web\/site\/tests\/browser\//, specs: true },
  { files: /^web\/site\/embed\//, stages: ['types', 'site', 'hosts'], specs: true },
  { files: /^web\/site\/tests\//, stages: ['site'] },
  { files: /^web\/site\//, stages: ['types', 'site', 'budget'], specs: true },
  { files: /^lessons\/(?:tool|listings|schema)\//, stages: ['gcc', 'lessons'] },
  { files: /^lessons\//, stages: ['lessons', 'site'] },
  { files: /^scripts\/(?!cmake\/)/, stages: ['scripts'] },
];
const needDist = ['engine_module', 'budget', 'hosts', 'browser'];

// What a spec would call it: permalink, or, of tally_html, tally.
const nameOf = file => path.posix.basename(file).replace(/\..*$/, '');
const wordsOf = name => name.split('_').filter(word => word.length >= 4 && !['html', 'page'].includes(word));

// The specs that hold the file's name, else those that hold a word of it; specs: [{ name, text }].
function specsKnowing(file, specs) {
  const own = specs.find(({ name }) => file.endsWith(`/${name}`));
  if (own) return [own.name];
  const name = nameOf(file);
  const holding = words =>
    specs.filter(({ name: spec, text }) => words.some(word => `${spec}\n${text}`.includes(word)));
  const found = holding([name]);
  return (found.length ? found : holding(wordsOf(name))).map(spec => spec.name);
}

// files: what changed. known: { widgets: ids, specs: [{ name, text }], stages: all names in their order }.
// Returns { stages: in their order, 'widget' and 'player' first; widgets: ids; specs: names, empty: all; notes: why so many }.
export function testsFor(files, { widgets, specs, stages }) {
  const chosen = new Set(always);
  const plan = { widgets: new Set(), specs: new Set(), notes: [] };
  let allSpecs = false;
  for (const file of files) {
    const rule = rules.find(each => each.files.test(file));
    const widget = rule?.widget && rule.files.exec(file)[1];
    if (!rule || (widget && !widgets.includes(widget))) {
      plan.notes.push(`${file}: no rule says who knows it, so every stage runs`);
      for (const stage of stages) chosen.add(stage);
      allSpecs = true;
      continue;
    }
    if (widget) plan.widgets.add(widget);
    for (const stage of rule.stages ?? []) chosen.add(stage);
    if (!rule.specs) continue;
    const knowing = specsKnowing(file, specs);
    if (!knowing.length) plan.notes.push(`${file}: no browser test names it, so all of them run`);
    allSpecs ||= !knowing.length;
    for (const spec of knowing) plan.specs.add(spec);
  }
  if (allSpecs || plan.specs.size) chosen.add('browser');
  if (plan.widgets.size) chosen.add('widget');
  if (needDist.some(stage => chosen.has(stage))) chosen.add('dist');
  return {
    stages: [...always, 'widget', 'player', ...stages].filter(
      (name, at, all) => chosen.has(name) && all.indexOf(name) === at,
    ),
    widgets: [...plan.widgets],
    specs: allSpecs ? [] : [...plan.specs].sort(),
    notes: plan.notes,
  };
}
