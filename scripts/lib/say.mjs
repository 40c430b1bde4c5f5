// say.mjs: how the scripts talk: numbered steps, and problems told in one sentence instead of a stack trace.

// A foreseeable failure. Its message is all that the user sees.
export class Problem extends Error {}

// Progress goes to stderr, so that a script's answer on stdout can be read by a program.
export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function elapsed(sinceMs) {
  const seconds = (Date.now() - sinceMs) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

// Announces "[n/m] title" for each step of a list known beforehand.
export class Steps {
  constructor(total) {
    this.total = total;
    this.current = 0;
  }

  next(title) {
    this.current += 1;
    say(`[${this.current}/${this.total}] ${title}`);
  }
}

// Runs a script's main function; a Problem ends it with one sentence, anything else is our bug and shows its stack.
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (error instanceof Problem) say(`\n${error.message}`);
    else console.error(error);
    process.exitCode = 1;
  }
}
