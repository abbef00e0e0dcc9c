// A program that has started another one, which does not end with it by itself.
import { spawn } from 'node:child_process';

const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
setInterval(() => {}, 1000);
console.log(`pids ${process.pid} ${child.pid}`);
