// beats.mjs: setInterval() in the hands of a test.

// The page's timer is the test's, so that nobody waits. Node's own stand-in goes on after clearInterval() within a beat.
export function beatsOf({ mock }) {
  const timers = new Set();
  mock.method(globalThis, 'setInterval', run => {
    const timer = { run };
    timers.add(timer);
    return timer;
  });
  mock.method(globalThis, 'clearInterval', timer => timers.delete(timer));
  const pass = count => {
    for (let beat = 0; beat < count; ++beat) for (const timer of [...timers]) timer.run();
  };
  return Object.assign(pass, { timers });
}
