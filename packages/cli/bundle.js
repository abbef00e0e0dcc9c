// Bundles the command after the compiler has built it: hundreds of small modules take longer to load than a small
// report to make. What a few verbs need only, and what brings files of its own, stays outside.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const bundle = await rolldown({
  input: {
    main: at('dist/main.js'),
    'engine-worker': at('dist/watch/engine-worker.js'),
    'analysis-thread-main': at('../heapsnapshot/dist/thread/analysis-thread-main.js'),
    'snapshot-worker': at('dist/snapshot/snapshot-worker.js'),
    'asking-main': at('../targets/dist/why/asking-main.js'),
    'snapshot-asking-main': at('dist/why/snapshot-asking-main.js'),
    'workload-worker': at('dist/workload/workload-worker.js'),
  },
  platform: 'node',
  external: [/^node:/, /^@heaptide\/(agent|proxy)$/, '@viz-js/viz', '@jridgewell/trace-mapping', 'yargs'],
  resolve: {
    // Ink talks to it only where DEV is set.
    alias: { 'react-devtools-core': at('no-devtools.js') },
  },
  transform: {
    // React has two builds in one, and the one for production is a third faster.
    define: { 'process.env.NODE_ENV': '"production"' },
  },
  logLevel: 'warn',
});
await bundle.write({
  dir: at('bundled'),
  format: 'esm',
  cleanDir: true,
  chunkFileNames: '[name]-[hash].js',
});
await bundle.close();
