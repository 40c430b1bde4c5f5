// counts.test.mjs: the closing lines of the test runners are read right, and missing ones are noticed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { countsOfCtest, countsOfGoogleTest, countsOfNodeTest, countsOfPlaywright } from '../lib/counts.mjs';

test('CTest: failures are taken from the total', () => {
  const text = '98% tests passed, 2 tests failed out of 107\n\nTotal Test time (real) =   1.22 sec\n';
  assert.deepEqual(countsOfCtest(text), { passed: 105, failed: 2 });
});

test('CTest: no tests and a crash have no count', () => {
  assert.equal(countsOfCtest('No tests were found!!!\n'), undefined);
  assert.equal(countsOfCtest(''), undefined);
});

test('CTest: the tests of programs count one by one, other tests and crashes as one', () => {
  const good = '3: [  PASSED  ] 10 tests.\n4: [  PASSED  ] 7 tests.\n';
  const all = failed => `\n90% tests passed, ${failed} tests failed out of 4\n`;
  assert.deepEqual(countsOfCtest(good + all(0)), { passed: 19, failed: 0 }, 'two programs and two others');
  const bad = '3: [  PASSED  ] 10 tests.\n4: [  PASSED  ] 5 tests.\n4: [  FAILED  ] 2 tests, listed below:\n';
  assert.deepEqual(countsOfCtest(bad + all(1)), { passed: 17, failed: 2 });
  assert.deepEqual(countsOfCtest('3: [  PASSED  ] 10 tests.\n' + all(1)), { passed: 12, failed: 1 }, 'a crash');
  assert.equal(countsOfCtest('3: [  PASSED  ] 10 tests.\n'), undefined);
});

test('GoogleTest: a crash and a filter that finds nothing have no count', () => {
  const text =
    '[       OK ] A.b (0 ms)\n[  PASSED  ] 4 tests.\n[  FAILED  ] 1 test, listed below:\n[  FAILED  ] A.c\n';
  assert.deepEqual(countsOfGoogleTest(text), { passed: 4, failed: 1 });
  assert.deepEqual(countsOfGoogleTest('[  PASSED  ] 1 test.\n'), { passed: 1, failed: 0 });
  assert.equal(countsOfGoogleTest('[  PASSED  ] 0 tests.\n'), undefined);
  assert.equal(countsOfGoogleTest('[ RUN      ] A.b\n'), undefined);
});

test('Node: cancelled tests are failures', () => {
  const text = '1..3\n# tests 6\n# suites 0\n# pass 3\n# fail 1\n# cancelled 2\n# skipped 0\n';
  assert.deepEqual(countsOfNodeTest(text), { passed: 3, failed: 3 });
  assert.deepEqual(countsOfNodeTest('ℹ tests 2\nℹ pass 2\nℹ fail 0\nℹ cancelled 0\n'), { passed: 2, failed: 0 });
  assert.equal(countsOfNodeTest('SyntaxError: oops'), undefined);
});

test('Playwright: only passed counts as passed', () => {
  const text =
    'Running 9 tests\n\n  2 failed\n    [light] › a.spec.mjs:3:1 › x ─────\n  1 flaky\n    [light] › b\n  3 did not run\n  3 passed (1.2m)\n';
  assert.deepEqual(countsOfPlaywright(text), { passed: 3, failed: 6 });
  assert.deepEqual(countsOfPlaywright('\n  40 passed (1.2m)\n'), { passed: 40, failed: 0 });
  assert.equal(countsOfPlaywright('Error: No tests found\n'), undefined);
});
