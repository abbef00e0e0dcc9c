// The table is a property that no listing shows, behind a getter that everybody uses.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const app = {};
Object.defineProperty(app, '_seats', { value: new Map(), enumerable: false });
Object.defineProperty(app, 'seats', {
  get() {
    return this._seats;
  },
});

function reserve(unit) {
  const seat = { unit, row: unit % 40 };
  app.seats.set(unit, seat);
  return seat;
}

serveWork(function reserveOne(unit) {
  return reserve(unit).row;
});
