/** Snapshots of the Node.js that runs this; test/long has those of the others, and of all programs. */
import { describeSameAsDevTools } from './support/describe-same-as-devtools.js';
import { heapPrograms } from './support/leak-programs.js';

const PROGRAMS = heapPrograms('contexts', 'weakmap-values', 'healthy-http');

describeSameAsDevTools({ version: process.versions.node, execPath: process.execPath }, PROGRAMS);
