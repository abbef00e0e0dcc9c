/**
 * @vscode/v8-heap-parser reads a heap snapshot and works out dominators and retained sizes.
 * `node v8-heap-parser-program.mjs HOME SNAPSHOT`, where HOME has it among its node_modules.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Steps, tellCost } from './tell-cost.mjs';

const [home, path] = process.argv.slice(2);
const { decode_bytes } = createRequire(join(home, 'package.json'))('@vscode/v8-heap-parser');

const steps = new Steps();
const graph = decode_bytes(readFileSync(path));
steps.end('read');
// Retained sizes come with the first question that needs them. Each node is the first of its own retainers.
const [root] = graph.get_all_retainers(graph.root_index, 0);
steps.end('analyse');
tellCost({ rootRetained: Number(root.retained_size), steps: steps.times });
