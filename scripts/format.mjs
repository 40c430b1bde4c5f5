// format.mjs: npm run format: lays out all C++ (clang-format 14) and all web files (prettier); --check only tells.
import { ensureNodeModules } from './setup.mjs';
import { isMain } from './lib/is_main.mjs';
import { inRoot } from './lib/paths.mjs';
import { output, runLogged, which } from './lib/run.mjs';
import { runMain, say } from './lib/say.mjs';
import { trackedFiles } from './lib/tracked_files.mjs';

// Releases of clang-format disagree with each other; this one is the measure.
const clangFormatRelease = 14;

function clangFormatProgram() {
  for (const name of [`clang-format-${clangFormatRelease}`, 'clang-format']) {
    const version = which(name) && output(name, ['--version']);
    if (version && new RegExp(`version ${clangFormatRelease}\\.`).test(version)) return name;
  }
  return undefined;
}

// Formats, or with check lists what is not formatted. Returns { checked, problems, skipped }.
export async function format({ check = false } = {}) {
  const problems = [];
  let skipped = 0;
  const cpp = trackedFiles(['.cpp', '.h']);
  const program = clangFormatProgram();
  if (program) {
    const result = await runLogged('clang_format', program, [
      ...(check ? ['--dry-run', '-Werror'] : ['-i']),
      '--style=file',
      ...cpp,
    ]);
    const files = new Set([...result.text.matchAll(/^(\S+?):\d+:\d+: error/gm)].map(match => match[1]));
    problems.push(...[...files].map(file => `${file}: not formatted`));
    if (result.code !== 0 && files.size === 0) problems.push(`clang-format failed: ${result.log}`);
  } else {
    say(`      clang-format ${clangFormatRelease} was not found: C++ layout is not looked at`);
    skipped = cpp.length;
  }
  const web = trackedFiles(['.mjs', '.ts', '.json', '.css', '.md', '.html']);
  const result = await runLogged('prettier', process.execPath, [
    inRoot('node_modules', 'prettier', 'bin', 'prettier.cjs'),
    check ? '--list-different' : '--write',
    '--ignore-unknown',
    ...web,
  ]);
  if (result.code !== 0) {
    problems.push(
      ...result.text
        .trim()
        .split('\n')
        .map(line => `${line}: not formatted`),
    );
  }
  return { checked: cpp.length - skipped + web.length, problems, skipped };
}

if (isMain(import.meta.url)) {
  await runMain(async () => {
    await ensureNodeModules();
    const check = process.argv.includes('--check');
    const { checked, problems } = await format({ check });
    for (const problem of problems) say(problem);
    console.log(`format: ${checked} files, ${problems.length} problems`);
    process.exitCode = problems.length ? 1 : 0;
  });
}
