// Preloaded: on SIGUSR2 a line on stderr tells how many files of optional libraries have been loaded.
import { createRequire } from 'node:module';

const { cache } = createRequire(import.meta.url);
const OPTIONAL = /[\\/](prom-client|iovalkey|@datadog)[\\/]/;

process.on('SIGUSR2', () => {
  const files = Object.keys(cache).filter((file) => OPTIONAL.test(file)).length;
  console.error(JSON.stringify({ message: 'loaded', files }));
});
