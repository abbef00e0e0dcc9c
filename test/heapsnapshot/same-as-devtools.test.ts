import { describeSameAsDevTools } from './support/describe-same-as-devtools.js';

describeSameAsDevTools(process.versions.node, process.execPath);
