// As the process that asks by a walk, for what takes a heap snapshot as well.
import { serveAsking } from '@heaptide/targets/attach';
import { askBySnapshot } from './snapshot-mode.js';

serveAsking((connection, question, { output }) => askBySnapshot({ connection, question, output }));
