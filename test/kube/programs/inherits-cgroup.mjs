// Starts node with the arguments behind its own: that one is from its first moment on in the cgroup which this one has
// joined, so that V8 chooses its heap limit by it. Prints its number.
import { spawn } from 'node:child_process';

const child = spawn(process.execPath, process.argv.slice(2), { stdio: ['pipe', 'inherit', 'inherit'] });
console.log(`pid ${child.pid}`);
process.once('SIGTERM', () => child.kill('SIGTERM'));
child.once('exit', () => process.exit());
