// Performance marks with details, which are never cleared.
import { performance } from 'node:perf_hooks';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function measureRequest(unit) {
  return performance.mark('request-' + unit, { detail: { unit, path: '/item/' + unit } });
}

serveWork(function handle(unit) {
  return measureRequest(unit).startTime > 0;
});
