// A private list of an instance of a class within a class, itself in a private field.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Tracker {
  static Log = class Log {
    #lines = [];

    append(line) {
      this.#lines.push(line);
    }
  };

  #log = new Tracker.Log();

  track(unit) {
    const line = { unit, text: `visit ${unit}` };
    this.#log.append(line);
    return line;
  }
}

const app = { tracker: new Tracker() };

serveWork(function trackOne(unit) {
  return app.tracker.track(unit).text.length;
});
