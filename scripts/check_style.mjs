// check_style.mjs: the house rules that no formatter knows: purpose lines, file length, forbidden leftovers, names of files.
//
// node scripts/check_style.mjs
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isMain } from './lib/is_main.mjs';
import { missingNames } from './lib/named_files.mjs';
import { root } from './lib/paths.mjs';
import { runMain, say } from './lib/say.mjs';
import { trackedFiles } from './lib/tracked_files.mjs';

const longestFile = 400;
const firstComment = {
  '.cpp': /^\/\/ \S/,
  '.h': /^\/\/ \S/,
  '.ts': /^\/\/ \S/,
  '.mjs': /^\/\/ \S/,
  '.css': /^\/\* \S/,
  '.py': /^(# |""")\S/,
  '.cmake': /^# \S/,
  '.inc': /^\/\/ \S/,
  '.sh': /^# \S/,
};
const code = Object.keys(firstComment);
const text = [...code, '.json', '.md', '.html', '.txt', ''];

// Built here, so that this file does not break its own rules.
const leftovers = [
  {
    pattern: new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b(?!\\(#\\d+\\))`),
    what: 'names no issue: write it as …(#123), or do it',
  },
  { pattern: /^\s*#\s*if\s+0\b/, what: 'code switched off by the preprocessor: delete it, git remembers' },
  { pattern: /^(<{7}|>{7}) /, what: 'a merge conflict' },
];
const inCpp = [
  { pattern: /\busing namespace std\b/, what: 'using namespace std' },
  {
    pattern: /\bstd::(format|print|println)\b/,
    what: 'std::format is missing in the oldest libraries that we support',
  },
];
// The engine's counter-based generator is the only source of chance.
const noOtherChance = {
  pattern: /\b(std::rand|srand|random_device|mt19937|system_clock|steady_clock)\b/,
  what: 'chance or time from elsewhere than the engine',
};

function rulesFor(file, extension) {
  const rules = [...leftovers];
  if (['.cpp', '.h'].includes(extension)) rules.push(...inCpp);
  if (/^(engine|web\/widgets)\/(?!tests\/|bench\/|contract\/tests\/)/.test(file)) rules.push(noOtherChance);
  return rules;
}

function checkFile(file, files) {
  const content = readFileSync(path.join(root, file), 'utf8');
  const extension = path.extname(file);
  const problems = [];
  const report = (line, what) => problems.push(`${file}:${line}: ${what}`);
  const lines = content.split('\n');

  const purposeLine = lines[0].startsWith('#!') ? lines[1] : lines[0];
  const isCode = code.includes(extension) || path.basename(file) === 'CMakeLists.txt';
  const wanted = firstComment[extension] ?? (isCode ? /^# \S/ : undefined);
  if (wanted && content !== '' && !wanted.test(purposeLine ?? ''))
    report(1, 'the first line must be a comment that says what the file is');
  const calledItself = /^(?:\/\/|\/\*|#) ([\w.-]+\.\w+): /.exec(purposeLine ?? '')?.[1];
  if (isCode && calledItself && calledItself !== path.basename(file))
    report(1, `the file calls itself ${calledItself}`);
  if (isCode && lines.length - 1 > longestFile)
    report(lines.length - 1, `longer than ${longestFile} lines: split it`);
  if (content !== '' && !content.endsWith('\n')) report(lines.length, 'no line end at the end of the file');

  for (const { line, name } of missingNames(file, content, files)) report(line, `names ${name}, which is not there`);

  const rules = rulesFor(file, extension);
  for (const [at, line] of lines.entries()) {
    if (line.includes('\t')) report(at + 1, 'a tab');
    if (line.endsWith('\r')) report(at + 1, 'a carriage return');
    if (isCode && /[ ]$/.test(line)) report(at + 1, 'spaces at the end of the line');
    for (const rule of rules) if (rule.pattern.test(line)) report(at + 1, rule.what);
  }
  return problems;
}

// Returns { checked, problems }.
export function checkStyle() {
  const skipped = /(^|\/)package-lock\.json$|\/(fixtures|goldens|licences)\//;
  const files = trackedFiles(text).filter(file => !skipped.test(file));
  const all = trackedFiles();
  return { checked: files.length, problems: files.flatMap(file => checkFile(file, all)) };
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    const { checked, problems } = checkStyle();
    for (const problem of problems) say(problem);
    console.log(`style: ${checked} files, ${problems.length} problems`);
    process.exitCode = problems.length ? 1 : 0;
  });
}
