// A program that has started another one, in a session of its own, that goes on writing to the same streams.
import { spawn } from 'node:child_process';

const env = { ...process.env };
delete env.NODE_OPTIONS;
const sleeper = ['-e', 'setInterval(() => {}, 1000); setTimeout(() => process.exit(), 30_000)'];
const child = spawn(process.execPath, sleeper, { env, stdio: 'inherit', detached: true });
setInterval(() => {}, 1000);
console.log(`daemon ${child.pid}`);
