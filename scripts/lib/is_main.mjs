// is_main.mjs: tells a module that is a command as well whether it was started as one.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// isMain(import.meta.url). Both sides without symbolic links: Node resolves them in the address of a module, but not in
// the path that the command line named. False where there is no command line (node --eval, a REPL, a Worker).
export function isMain(address, started = process.argv[1]) {
  if (!started) return false;
  try {
    return realpathSync(started) === realpathSync(fileURLToPath(address));
  } catch {
    return false;
  }
}
