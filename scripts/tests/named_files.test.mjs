// named_files.test.mjs: a comment that names a missing file is found in every language, and examples are let alone.
import assert from 'node:assert/strict';
import test from 'node:test';
import { missingNames } from '../lib/named_files.mjs';

const files = ['engine/src/mask.cpp', 'web/widgets/kit/plot.h', 'scripts/lib/run.mjs', 'README.md'];
// The signs of comments are written @@, @* and *@ here, or the check would read the texts below as comments.
function missing(file, text) {
  const real = text
    .replaceAll('@@', '/' + '/')
    .replaceAll('@*', '/' + '*')
    .replaceAll('*@', '*' + '/');
  return missingNames(file, real, files).map(({ line, name }) => `${line} ${name}`);
}

test('each kind of comment is read', () => {
  assert.deepEqual(missing('a.cpp', 'int a;\nint b;  @@ see mosk.cpp\n@@ and kit/plat.h, too\n'), [
    '2 mosk.cpp',
    '3 kit/plat.h',
  ]);
  assert.deepEqual(missing('a.css', '@* first\n   then old.css *@\np {}\n'), ['2 old.css']);
  assert.deepEqual(missing('a.ts', "@**\n * As in gone.ts.\n *@\nimport './other.ts';\n"), ['2 gone.ts']);
  assert.deepEqual(missing('a.cmake', 'set(x 1)  # as gone.cmake does\n'), ['1 gone.cmake']);
  assert.deepEqual(missing('CMakeLists.txt', '# as gone.cmake does\n'), ['1 gone.cmake']);
  assert.deepEqual(missing('a.py', '# gone.py\n'), ['1 gone.py']);
  assert.deepEqual(missing('a.md', 'gone.mjs\n`src/gone.mjs` and `../gone.h`\n'), ['2 src/gone.mjs', '2 ../gone.h']);
});

test('what is there may be named by its whole path or the end of it', () => {
  const text = '@@ mask.cpp, src/mask.cpp, engine/src/mask.cpp, plot.h, ../kit/plot.h; run.mjs. README.md\n';
  assert.deepEqual(missing('a.cpp', text), []);
  assert.deepEqual(missing('a.cpp', '@@ sk.cpp source/mask.cpp\n'), ['1 sk.cpp', '1 source/mask.cpp']);
});

test('examples, patterns, headers of libraries and what a build makes are no names of sources', () => {
  const text =
    '@@ "style.css" and \'a.mjs\', tests/*_test.cpp, widget_<id>.cpp, imgui.h, SDL_config.h, index.d.ts, page.0123456789.css\n';
  assert.deepEqual(missing('a.cpp', text), []);
  assert.deepEqual(missing('a.cpp', '#include "gone.h"\nconst char* url = "https://gone.example/gone.css";\n'), []);
});
