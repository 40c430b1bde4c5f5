// counts.mjs: reads how many tests passed and failed from what test runners print.
//
// Each function returns { passed, failed }, or undefined when the output has no closing line: then the run crashed
// or found no test, and the caller counts it as failed.
function last(text, pattern) {
  return [...text.matchAll(pattern)].at(-1);
}

// CTest with -V: "98% tests passed, 2 tests failed out of 107". Programs of GoogleTest among its tests count their own one by
// one, every other test counts as one. A program that crashed has no closing line, so it is one failure.
export function countsOfCtest(text) {
  const ctest = last(text, /tests passed, (\d+) tests failed out of (\d+)/g);
  if (!ctest) return undefined;
  const [failedTests, total] = [Number(ctest[1]), Number(ctest[2])];
  const all = word => [...text.matchAll(new RegExp(`^\\d+: \\[  ${word}  \\] (\\d+) tests?[.,]`, 'gm'))];
  const sum = matches => matches.reduce((count, match) => count + Number(match[1]), 0);
  const [passed, failed] = [all('PASSED'), all('FAILED')];
  return {
    passed: sum(passed) + Math.max(0, total - failedTests - passed.length + failed.length),
    failed: Math.max(sum(failed), failedTests),
  };
}

// GoogleTest: "[  PASSED  ] 12 tests.", "[  FAILED  ] 1 test, listed below:"
export function countsOfGoogleTest(text) {
  const count = word => Number(last(text, new RegExp(`^\\[  ${word}  \\] (\\d+) tests?[.,]`, 'gm'))?.[1] ?? 0);
  const [passed, failed] = [count('PASSED'), count('FAILED')];
  return passed + failed > 0 ? { passed, failed } : undefined;
}

// Node's test runner: "ℹ pass 12", "ℹ fail 1", "ℹ cancelled 0"; its TAP reporter writes # for ℹ
export function countsOfNodeTest(text) {
  const count = word => last(text, new RegExp(`^[#ℹ] ${word} (\\d+)$`, 'gm'))?.[1];
  if (count('pass') === undefined) return undefined;
  return { passed: Number(count('pass')), failed: Number(count('fail')) + Number(count('cancelled') ?? 0) };
}

// Playwright: "  2 failed", "  1 flaky", "  3 did not run", "  40 passed (1.2m)". Only passed is passed.
export function countsOfPlaywright(text) {
  const count = words => Number(last(text, new RegExp(`^\\s+(\\d+) ${words}`, 'gm'))?.[1] ?? 0);
  const passed = count('passed');
  const failed = count('failed') + count('flaky') + count('did not run') + count('interrupted') + count('errors? ');
  return passed + failed > 0 ? { passed, failed } : undefined;
}
