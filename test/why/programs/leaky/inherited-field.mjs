// A list on the prototype, which all instances take for their own.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Widget {
  constructor(unit) {
    this.unit = unit;
  }

  attach(child) {
    this.children.push(child);
  }
}
Widget.prototype.children = [];

function makeChild(unit) {
  return { unit, visible: true };
}

serveWork(function build(unit) {
  new Widget(unit).attach(makeChild(unit));
});
