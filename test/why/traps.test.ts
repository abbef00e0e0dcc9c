/** Some of the programs with traps, on the Node that runs this; test/long/why-traps has all of them on every release. */
import process from 'node:process';
import { describeTraps, TRAPS } from './describe-traps.js';

const SOME = ['hostile-objects', 'patched-builtins', 'dead-zone'];

describeTraps(
  { version: process.versions.node, execPath: process.execPath },
  TRAPS.filter(({ name }) => SOME.includes(name)),
);
