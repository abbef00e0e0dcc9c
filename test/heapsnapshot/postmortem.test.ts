/** Some real deaths on the Node.js that runs this; test/long has all, and those of the others. */
import process from 'node:process';
import { describePostmortems } from './postmortem-cases.js';

describePostmortems({ version: process.versions.node, execPath: process.execPath }, { everyDeath: false });
