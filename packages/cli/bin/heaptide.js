#!/usr/bin/env node
// Checked in, so that npm can link the command before the first build.
import * as module from 'node:module';

// From the second start on, what V8 made of the code is read back; Node.js 22 and newer can.
module.enableCompileCache?.();
await import('../bundled/main.js');
